//! The times and sizes a session keeps to, each with its reason.

use std::time::Duration;

use hardware::printer::PRINT_WITHIN;

/// A touch this soon after the last one is the same finger again (EN 301 549, 5.8: double strike).
pub const TOUCHES_APART: Duration = Duration::from_millis(500);
/// What appears under a finger that is already on its way is not what the finger meant.
pub const SCREEN_SETTLES: Duration = Duration::from_millis(500);
/// The number is the one screen that must not be touched away unseen.
pub const NUMBER_SETTLES: Duration = Duration::from_millis(1_000);
/// The same letter twice within this time is a bouncing finger; faster typists are not known.
pub const KEYS_APART: Duration = Duration::from_millis(200);

/// After this quiet time the kiosk asks whether somebody is still there (WCAG 2.2.1).
pub const QUIET_MAX: Duration = Duration::from_secs(60);
/// Whoever hears a screen needs longer than whoever sees it.
pub const QUIET_HEARD_MAX: Duration = Duration::from_secs(120);
/// The same key of the keypad this soon is the same press (EN 301 549, 5.8: up to half a second).
pub const KEYS_OF_PAD_APART: Duration = Duration::from_millis(500);
/// Words a minute that are read, the usual first. Whoever listens every day follows the fastest.
pub const SPEEDS: [u32; 4] = [150, 200, 260, 110];
/// Hundredths of loudness, the usual first: 12 and 20 dB above it (EN 301 549, 8.2.1: 18 dB in all, and a
/// step of 12).
pub const VOLUMES: [u32; 3] = [20, 80, 200];
/// A row of the keypad on the screen.
pub const LETTERS_A_STRIDE: isize = 8;
/// And waits this long for an answer: 20 s is the least the norm allows.
pub const STILL_THERE_FOR: Duration = Duration::from_secs(30);
/// The question is a signal first, for those too who have no voice at their kiosk; it is over when a voice
/// begins.
pub const ASKED_ALOUD_AFTER: Duration = Duration::from_secs(1);
/// A number that is also on paper leaves the screen after this time: long enough to read it twice
/// and take the slip, short enough for the queue behind.
pub const NUMBER_WITH_PAPER_STAYS: Duration = Duration::from_secs(20);
/// Without paper the screen is all the visitor has: time to find a pen or a phone.
pub const NUMBER_WITHOUT_PAPER_STAYS: Duration = Duration::from_secs(300);

/// How often the kiosk asks the hub what it can offer. Waiting times change by the minute.
pub const OFFER_EVERY: Duration = Duration::from_secs(3);
/// A hub that has been silent for three offers is away.
pub const HUB_AWAY_AFTER: Duration = Duration::from_secs(10);
/// How often the printer is asked whether it has paper while nobody prints.
pub const PRINTER_LOOK_EVERY: Duration = Duration::from_secs(10);

/// How often an act is sent, each time with the same key, before the visitor is asked to try again.
pub const TRIES_MAX: u32 = 4;
/// Pause between two tries: a hub that restarts needs about two seconds.
pub const TRY_AGAIN_AFTER: Duration = Duration::from_secs(2);
/// A worker that has said nothing for this long has lost the answer; longer than the time-outs of
/// the hub client, so that this is the exception.
pub const ANSWER_WITHIN: Duration = Duration::from_secs(12);
/// The visitor is told that it takes a little longer.
pub const SLOW_AFTER: Duration = Duration::from_secs(3);
/// A question what the hub offers is as good as lost after this time.
pub const OFFER_WITHIN: Duration = ANSWER_WITHIN;
/// A printer that has not finished a slip by now is treated as gone. The longest slip takes 3 s;
/// what a stubborn printer takes must be over by then, or paper comes out for nobody.
pub const SLIP_WITHIN: Duration = Duration::from_secs(15);
const _: () = assert!(PRINT_WITHIN.as_millis() < SLIP_WITHIN.as_millis());
/// A printer that has not said what it is by now is treated as gone: a slip may be before the
/// question, and the question itself takes a silent printer a few seconds.
pub const LOOK_WITHIN: Duration = Duration::from_secs(30);
/// Jobs that may wait for a worker. One this far behind is stuck, and what is not handed to it any
/// more is missed in time: the session has a deadline for every answer.
pub const JOBS_WAITING_MAX: usize = 16;

/// More choices than this on one page are not read but searched.
pub const CHOICES_PER_PAGE: usize = 6;
/// With letters of one and a half and of two times the size, on an upright screen; and on a lying one, or
/// where only the lowest part of the screen is used.
pub const CHOICES_PER_PAGE_UPRIGHT: [usize; 2] = [3, 2];
pub const CHOICES_PER_PAGE_LYING: [usize; 2] = [2, 1];
/// How many wait and how long it takes stand below each service in a line of their own, which is as wide as a
/// lying screen, or as the lowest part of an upright one.
pub const SERVICES_PER_PAGE_LYING: usize = 3;
/// Two pages of times of one day: whoever wants another one finds it within a quarter of an hour or two.
pub const TIMES_A_DAY_MAX: usize = 2 * CHOICES_PER_PAGE;
/// Whoever comes this early for a booking of today may have come to move or cancel it, and is asked; later
/// than that, whoever types their code is here.
pub const EARLY_MIN: Duration = Duration::from_secs(60 * 60);
/// Whoever looks for a language cannot read the word for "more": all of them are on the first page.
pub const LANGUAGES_PER_PAGE: usize = 12;
/// Whoever has typed so many codes in vain is helped by a person, and whoever tries codes out has to wait.
pub const WRONG_CODES_MAX: u32 = 5;
/// Letters of a word that is looked for: as many stand beside each other on the smallest screen, and by then
/// it is found, or is no word of ours.
pub const SEARCH_CHARS_MAX: usize = 20;
/// A flood of codes is no visitor.
pub const SCANS_APART: Duration = Duration::from_secs(2);
/// Paper that lies in front of the scanner is read again and again. It was taken away when it was not read
/// for this long.
pub const SAME_SCAN_APART: Duration = Duration::from_secs(3);
/// Whoever scans after so long without a touch is the next visitor, and wants nothing of what the last one
/// chose.
pub const LEFT_AFTER: Duration = Duration::from_secs(20);
/// Codes that were wrong are forgotten when nobody has typed another one for so long: that is another
/// visitor.
pub const WRONG_CODES_FORGOTTEN: Duration = QUIET_MAX.saturating_add(STILL_THERE_FOR);
/// Characters that prove a link to be ours.
pub const TOKEN_CHARS: usize = 26;
/// Characters of the code of a booking.
pub const CODE_CHARS: usize = 8;
/// Letters and digits that cannot be mistaken for one another (Crockford's base 32).
pub const CODE_ALPHABET: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
