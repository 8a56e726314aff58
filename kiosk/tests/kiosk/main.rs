//! The kiosk, tested: stories of the session without a window, one file per misfortune; the real
//! window pressed by its words; and pictures for people to look at.

mod scene;
mod story_book;
mod story_by_heart;
mod story_closing;
mod story_code;
mod story_draw;
mod story_ears;
mod story_help;
mod story_hub_away;
mod story_needs;
mod story_no_paper;
mod story_own_booking;
mod story_rest;
mod story_scan;
mod story_search;
mod story_sight;
mod story_together;
mod story_touch;
mod story_walks_away;

mod asking_the_hub;
mod configuration;
mod slip_of_several;
mod small_hub;
mod whole_kiosk;

mod at_the_glass;
mod before_drawing;
mod by_ear;
mod contrast;
mod fits;
mod gallery;
mod glass;
mod legible;
mod pictures;
mod plurals;
mod services;
mod sheet;
