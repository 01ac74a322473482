//! Seven counties' published facts, asked by SQL of the public views of a stored and audited plan. What is the county's own wish or means
//! (levels, parents, funds) is read from its tables, which lie beside the views under their own names.

mod county;
mod fuxin;
mod luxian;
mod luzhai;
mod maoming;
mod planning;
// Multipliers to replay come from HiGHS alone.
#[cfg(feature = "highs")]
mod proofs;
mod shouguang;
mod suixi;
mod variant;
mod xishui;
