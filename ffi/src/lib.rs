//! The core for native hosts: conversions only.

mod c;
