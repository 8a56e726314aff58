//! What a service day brings, as tables: time, command, outcome.

#[path = "../table/mod.rs"]
mod table;

mod days;
mod estimates;
mod freed;
mod looking;
mod moving;
mod numbers;
mod order;
mod undoing;
mod visits;
