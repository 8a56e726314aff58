//! The kiosk, tested: stories of the session without a window, the real window pressed by its
//! labels, and pictures for people to look at.

mod fits;
mod gallery;
mod glass;
mod pictures;
