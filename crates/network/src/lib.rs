//! Small neural networks: matrices, elementary functions, recurrent layers.
//!
//! Everything is plain `f32` arithmetic in a fixed order without fused operations, so that the same weights and text give
//! the same bits on every processor: wider registers compute more columns at a time, never another order of sums.
//! Inference (`reader::grammar`) and training (`cargo xtask train`) share this code. It knows nothing of language, and it is
//! the only place with `unsafe`: calls of functions that are compiled for wider registers, after asking the processor.

pub mod functions;
pub mod lstm;
pub mod matrix;
pub mod packed;

pub use lstm::{Batch, Direction, Lstm};
pub use matrix::Matrix;
