//! A slint platform without any screen: the picture lives in memory, viewers get what changed, and
//! their touches and keys come back.
//!
//! One thread (the caller's) owns the window and sleeps until a timer or an act; each viewer has
//! one thread that reads and one that writes, so a viewer that does not keep up stops nobody.

use std::cell::{Cell, RefCell};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender, SyncSender};
use std::time::Duration;

use slint::platform::software_renderer::{MinimalSoftwareWindow, RepaintBufferType};
use slint::platform::{EventLoopProxy, Key, Platform, PointerEventButton, WindowAdapter, WindowEvent};
use slint::{
    EventLoopError, LogicalPosition, PhysicalSize, PlatformError, Rgb8Pixel, SharedPixelBuffer, SharedString,
};

use super::protocol::{self, Input, Output};
use super::{ScreenFault, picture};

/// A handful of people try the town hall together; more would rather have a real screen.
const VIEWERS_MAX: usize = 16;
/// Pictures a viewer may be behind. Then it gets nothing until it has read these, and the whole
/// picture after that: a slow browser skips pictures instead of watching the past.
const PICTURES_BEHIND_MAX: usize = 16;
/// Between two pictures of an animation: 30 a second look smooth and leave a small machine idle.
const ANIMATION_STEP: Duration = Duration::from_millis(33);
/// Acts of one viewer that wait for the loop. Then it is not read any more until some are done: a
/// flood stays in its own socket instead of in our memory.
const ACTS_WAITING_MAX: usize = 256;
/// Acts handled before the picture is drawn again, so that a flood of moves cannot stop it.
const ACTS_PER_TURN_MAX: usize = 256;

/// What wakes the loop.
enum Act {
    Joined(Viewer),
    Left(u64),
    /// This viewer has read everything after having been behind.
    CaughtUp(u64),
    Did(u64, Input),
    Run(Box<dyn FnOnce() + Send>),
    Quit,
}

struct Viewer {
    id: u64,
    pictures: SyncSender<Arc<[u8]>>,
    behind: Arc<AtomicBool>,
    /// One word for each act of this viewer that waits.
    waiting: Receiver<()>,
    pressed: bool,
}

pub struct StreamPlatform {
    window: Rc<MinimalSoftwareWindow>,
    picture: RefCell<SharedPixelBuffer<Rgb8Pixel>>,
    viewers: RefCell<Vec<Viewer>>,
    acts: Receiver<Act>,
    sender: Sender<Act>,
    quit: Cell<bool>,
}

/// Listens for viewers; returns the platform and the address it really listens on.
pub fn listen(address: SocketAddr, size: PhysicalSize) -> Result<(StreamPlatform, SocketAddr), ScreenFault> {
    if !address.ip().is_loopback() {
        return Err(ScreenFault::NotLoopback(address));
    }
    let no_listening = |source| ScreenFault::Listen { address, source };
    let listener = TcpListener::bind(address).map_err(no_listening)?;
    let bound = listener.local_addr().map_err(no_listening)?;
    let (sender, acts) = mpsc::channel();
    let platform = StreamPlatform {
        window: MinimalSoftwareWindow::new(RepaintBufferType::ReusedBuffer),
        picture: RefCell::new(SharedPixelBuffer::new(size.width, size.height)),
        viewers: RefCell::default(),
        acts,
        sender: sender.clone(),
        quit: Cell::new(false),
    };
    spawn("viewers", move || accept(&listener, &sender)).map_err(no_listening)?;
    Ok((platform, bound))
}

impl Platform for StreamPlatform {
    /// The one window of the program.
    fn create_window_adapter(&self) -> Result<Rc<dyn WindowAdapter>, PlatformError> {
        let picture = self.picture.borrow();
        let size = PhysicalSize::new(picture.width(), picture.height());
        drop(picture);
        self.window.set_size(size);
        Ok(self.window.clone())
    }

    fn run_event_loop(&self) -> Result<(), PlatformError> {
        self.quit.set(false);
        self.tell(WindowEvent::WindowActiveChanged(true));
        while !self.quit.get() {
            slint::platform::update_timers_and_animations();
            if !self.viewers.borrow().is_empty() {
                self.draw();
            }
            self.rest();
        }
        Ok(())
    }

    fn new_event_loop_proxy(&self) -> Option<Box<dyn EventLoopProxy>> {
        Some(Box::new(Proxy(self.sender.clone())))
    }
}

impl StreamPlatform {
    /// Draws what changed and sends it to everybody who looks.
    fn draw(&self) {
        let mut picture = self.picture.borrow_mut();
        let stride = picture.width() as usize;
        let mut changed = None;
        self.window.draw_if_needed(|renderer| {
            changed = Some(renderer.render(picture.make_mut_slice(), stride));
        });
        for (at, size) in changed.iter().flat_map(|region| region.iter()) {
            let at = (at.x.max(0) as u32, at.y.max(0) as u32);
            if let Some(part) = picture::cut_out(&picture, at, (size.width, size.height)) {
                let message: Arc<[u8]> = part.encode().into();
                for viewer in self.viewers.borrow().iter() {
                    viewer.send(&message);
                }
            }
        }
    }

    /// Sleeps until the next timer or act, and handles the acts that are there.
    fn rest(&self) {
        let looked_at = !self.viewers.borrow().is_empty();
        let wait = if looked_at && self.window.has_active_animations() {
            Some(ANIMATION_STEP)
        } else {
            slint::platform::duration_until_next_timer_update()
        };
        let first = match wait {
            Some(time) => self.acts.recv_timeout(time),
            None => self.acts.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        let Ok(first) = first else { return };
        self.handle(first);
        for _ in 1..ACTS_PER_TURN_MAX {
            match self.acts.try_recv() {
                Ok(act) if !self.quit.get() => self.handle(act),
                _ => return,
            }
        }
    }

    fn handle(&self, act: Act) {
        match act {
            Act::Joined(viewer) if self.viewers.borrow().len() < VIEWERS_MAX => {
                // Nothing was drawn while nobody looked.
                self.draw();
                let id = viewer.id;
                self.viewers.borrow_mut().push(viewer);
                self.repaint(id);
            }
            // Dropping the viewer ends its writer, which closes the connection.
            Act::Joined(_) => tracing::warn!(VIEWERS_MAX, "too many viewers of this screen"),
            Act::Left(id) => {
                let mut viewers = self.viewers.borrow_mut();
                let pressed = viewers.iter().any(|viewer| viewer.id == id && viewer.pressed);
                viewers.retain(|viewer| viewer.id != id);
                drop(viewers);
                if pressed {
                    // A browser closed in the middle of a touch must not leave a pressed button.
                    self.tell(WindowEvent::PointerExited);
                }
            }
            Act::CaughtUp(id) => self.repaint(id),
            Act::Did(id, input) => {
                if let Some(viewer) = self.viewers.borrow().iter().find(|viewer| viewer.id == id) {
                    let _ = viewer.waiting.try_recv();
                }
                self.feel(id, input);
            }
            Act::Run(task) => task(),
            Act::Quit => self.quit.set(true),
        }
    }

    /// Sends the whole picture to one viewer.
    fn repaint(&self, id: u64) {
        let viewers = self.viewers.borrow();
        let Some(viewer) = viewers.iter().find(|viewer| viewer.id == id) else { return };
        let picture = self.picture.borrow();
        let size = (picture.width(), picture.height());
        let edge = |pixels: u32| u16::try_from(pixels).expect("checked when it was installed");
        let whole = Output::Size { width: edge(size.0), height: edge(size.1) };
        viewer.send(&whole.encode().into());
        if let Some(part) = picture::cut_out(&picture, (0, 0), size) {
            viewer.send(&part.encode().into());
        }
    }

    fn feel(&self, id: u64, input: Input) {
        let at = |x: u16, y: u16| LogicalPosition::new(f32::from(x), f32::from(y));
        let button = PointerEventButton::Left;
        if let Input::Press { .. } | Input::Release { .. } = input
            && let Some(viewer) = self.viewers.borrow_mut().iter_mut().find(|v| v.id == id)
        {
            viewer.pressed = matches!(input, Input::Press { .. });
        }
        match input {
            Input::Press { x, y } => {
                self.tell(WindowEvent::PointerPressed { position: at(x, y), button });
            }
            Input::Move { x, y } => self.tell(WindowEvent::PointerMoved { position: at(x, y) }),
            Input::Release { x, y } => {
                self.tell(WindowEvent::PointerReleased { position: at(x, y), button });
                // A finger that left the glass hovers over nothing.
                self.tell(WindowEvent::PointerExited);
            }
            Input::KeyDown { key } => {
                if let Some(text) = key_text(&key) {
                    self.tell(WindowEvent::KeyPressed { text });
                }
            }
            Input::KeyUp { key } => {
                if let Some(text) = key_text(&key) {
                    self.tell(WindowEvent::KeyReleased { text });
                }
            }
            Input::Repaint => self.repaint(id),
        }
    }

    fn tell(&self, event: WindowEvent) {
        if let Err(fault) = self.window.dispatch_event_with_result(event) {
            tracing::warn!(%fault, "the window did not take an event");
        }
    }
}

impl Viewer {
    fn send(&self, message: &Arc<[u8]>) {
        if self.behind.load(Ordering::Acquire) {
            return;
        }
        if let Err(mpsc::TrySendError::Full(message)) = self.pictures.try_send(message.clone()) {
            self.behind.store(true, Ordering::Release);
            // The writer may have emptied the queue before it could see that: whatever it takes
            // out from now on makes it look again.
            let _ = self.pictures.try_send(message);
        }
    }
}

/// Slint's name of a key that a browser calls `key`; letters are their own name.
fn key_text(key: &str) -> Option<SharedString> {
    let named = match key {
        "Enter" => Key::Return,
        "Tab" => Key::Tab,
        "Backspace" => Key::Backspace,
        "Delete" => Key::Delete,
        "Escape" => Key::Escape,
        "Shift" => Key::Shift,
        "ArrowUp" => Key::UpArrow,
        "ArrowDown" => Key::DownArrow,
        "ArrowLeft" => Key::LeftArrow,
        "ArrowRight" => Key::RightArrow,
        "Home" => Key::Home,
        "End" => Key::End,
        letter if letter.chars().count() == 1 => return Some(letter.into()),
        _ => return None,
    };
    Some(named.into())
}

struct Proxy(Sender<Act>);

impl EventLoopProxy for Proxy {
    fn quit_event_loop(&self) -> Result<(), EventLoopError> {
        self.0.send(Act::Quit).map_err(|_| EventLoopError::EventLoopTerminated)
    }

    fn invoke_from_event_loop(&self, task: Box<dyn FnOnce() + Send>) -> Result<(), EventLoopError> {
        self.0.send(Act::Run(task)).map_err(|_| EventLoopError::EventLoopTerminated)
    }
}

fn accept(listener: &TcpListener, acts: &Sender<Act>) {
    for (id, stream) in (0..).zip(listener.incoming()) {
        let joined = stream.and_then(|stream| join(id, stream, acts));
        if let Err(fault) = joined {
            tracing::warn!(%fault, "a viewer could not join");
        }
    }
}

fn join(id: u64, stream: TcpStream, acts: &Sender<Act>) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let writing = stream.try_clone()?;
    let (pictures, waiting) = mpsc::sync_channel(PICTURES_BEHIND_MAX);
    let behind = Arc::new(AtomicBool::new(false));
    let (waits, in_turn) = mpsc::sync_channel(ACTS_WAITING_MAX);
    let viewer = Viewer { id, pictures, behind: behind.clone(), waiting: in_turn, pressed: false };
    // The loop may have ended; then nobody sends, and both threads end at once.
    let _ = acts.send(Act::Joined(viewer));
    let told = acts.clone();
    spawn("viewer reads", move || write(id, writing, &waiting, &behind, &told))?;
    let told = acts.clone();
    spawn("viewer acts", move || read(id, stream, &waits, &told))
}

fn write(
    id: u64,
    mut to: TcpStream,
    pictures: &Receiver<Arc<[u8]>>,
    behind: &AtomicBool,
    acts: &Sender<Act>,
) {
    let mut next = pictures.recv().ok();
    while let Some(message) = next {
        if protocol::write_frame(&mut to, &message).is_err() {
            break;
        }
        next = match pictures.try_recv() {
            Ok(message) => Some(message),
            Err(_) => {
                if behind.swap(false, Ordering::AcqRel) {
                    let _ = acts.send(Act::CaughtUp(id));
                }
                pictures.recv().ok()
            }
        };
    }
    let _ = to.shutdown(std::net::Shutdown::Both);
}

fn read(id: u64, mut from: TcpStream, waits: &SyncSender<()>, acts: &Sender<Act>) {
    while let Ok(Some(message)) = protocol::read_frame(&mut from, protocol::INPUT_BYTES_MAX) {
        let Some(input) = Input::decode(&message) else { break };
        // Stays here while too many wait, and ends with the viewer.
        if waits.send(()).is_err() || acts.send(Act::Did(id, input)).is_err() {
            break;
        }
    }
    let _ = acts.send(Act::Left(id));
}

fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> std::io::Result<()> {
    std::thread::Builder::new().name(name.to_owned()).spawn(work).map(|_| ())
}
