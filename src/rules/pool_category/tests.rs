use crate::rules::fixture::*;
