//! A thread that owns a UI, and jobs for it.
//!
//! Slint keeps its platform, its windows and the chosen language by thread.

use std::sync::{Arc, Condvar, Mutex, mpsc};
use std::time::{Duration, Instant};

use hardware::screen::Wake;
use i_slint_backend_testing::{TestingBackend, TestingBackendOptions, mock_elapsed_time};

/// What a screen is waited for at most. Far longer than any answer takes on a busy machine; a story
/// whose sentence does not come by then has failed.
pub const SHOWN_MAX: Duration = Duration::from_secs(20);

type Job<A> = Box<dyn FnOnce(&A, Duration) + Send>;

/// The UI `A` on a thread of its own, at a time moved by hand.
pub struct UiThread<A: 'static> {
    jobs: mpsc::Sender<(Job<A>, Duration)>,
    now: Mutex<Duration>,
    woken: Arc<Woken>,
}

/// Counts how often a worker had something to tell the UI.
#[derive(Default)]
struct Woken {
    times: Mutex<u64>,
    again: Condvar,
}

impl<A> UiThread<A> {
    /// `build` makes the UI on its thread.
    pub fn starts(name: &str, build: impl FnOnce(Wake) -> A + Send + 'static) -> UiThread<A> {
        let woken = Arc::new(Woken::default());
        let wake: Wake = {
            let woken = woken.clone();
            Arc::new(move || woken.once_more())
        };
        let (jobs, work) = mpsc::channel::<(Job<A>, Duration)>();
        let thread = std::thread::Builder::new().name(name.into());
        let owns_ui = move || {
            slint::platform::set_platform(Box::new(TestingBackend::new(TestingBackendOptions {
                mock_time: true,
                threading: false,
                renderer_name: Some("software".into()),
            })))
            .expect("a thread sets its platform once");
            let ui = build(wake);
            for (job, now) in work {
                job(&ui, now);
                mock_elapsed_time(Duration::ZERO);
            }
        };
        thread.spawn(owns_ui).expect("a thread can be started");
        UiThread { jobs, now: Mutex::new(Duration::ZERO), woken }
    }

    /// Does something on the UI's thread and brings back what came of it.
    pub fn does<R: Send + 'static>(&self, act: impl FnOnce(&A, Duration) -> R + Send + 'static) -> R {
        let now = *self.now.lock().expect("no story panics here");
        let (reply, answer) = mpsc::channel();
        let job: Job<A> = Box::new(move |ui, now| {
            // Whoever asked may have panicked meanwhile.
            let _ = reply.send(act(ui, now));
        });
        self.jobs.send((job, now)).expect("the UI thread has not panicked");
        answer.recv().expect("the UI thread has not panicked")
    }

    /// Its time goes on.
    pub fn passes(&self, time: Duration) {
        *self.now.lock().expect("no story panics here") += time;
        self.does(move |_, _| mock_elapsed_time(time));
    }

    /// Looks with `look` now and whenever the UI was woken, until it finds something.
    ///
    /// # Panics
    /// With what `look` saw last, when it finds nothing for too long.
    pub fn comes_to<R: Send + 'static>(
        &self,
        look: impl Fn(&A, Duration) -> Result<R, String> + Clone + Send + 'static,
    ) -> R {
        let until = Instant::now() + SHOWN_MAX;
        loop {
            let before = *self.woken.times.lock().expect("waking does not panic");
            let look = look.clone();
            match self.does(look) {
                Ok(found) => return found,
                Err(seen) => assert!(self.woken.since(before, until), "in vain; what was seen: {seen}"),
            }
        }
    }
}

impl Woken {
    fn once_more(&self) {
        *self.times.lock().expect("waking does not panic") += 1;
        self.again.notify_all();
    }

    /// Waits until the UI was woken again; says whether it was in time.
    fn since(&self, before: u64, until: Instant) -> bool {
        let times = self.times.lock().expect("waking does not panic");
        let wait = until.saturating_duration_since(Instant::now());
        let (times, _) = self
            .again
            .wait_timeout_while(times, wait, |times| *times == before)
            .expect("waking does not panic");
        *times != before
    }
}
