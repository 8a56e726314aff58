//! The hub from outside, without screens: its pages, and who may come in.

mod browser;
mod counters;
mod hall;
mod matrix;
mod misfortunes_of_logins;
mod pages;
