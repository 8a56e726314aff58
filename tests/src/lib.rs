pub mod viewer;
