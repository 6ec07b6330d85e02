//! (room)
use super::{Options, Reading};
use crate::model::{Article, Outcome};
use std::io::BufRead;
pub(super) fn read_stream(_: &mut dyn BufRead, _: &Options, _: &mut dyn FnMut(Article)) -> Reading {
    Reading { format: "json", sha256: String::new(), articles: 0, outcome: Outcome::Ok }
}
