//! Secrets and signatures are seen nowhere but in the request itself.

mod in_callbacks;
mod in_clients;
mod in_errors;
mod in_requests;
mod sensitive;
