//! Whose signature makes a server the one it says it is.

use std::path::Path;

use anyhow::Context;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;

/// Those of the file, or the system's.
pub fn certificates(ca_file: Option<&Path>) -> anyhow::Result<Vec<CertificateDer<'static>>> {
    let Some(file) = ca_file else {
        let found = rustls_native_certs::load_native_certs();
        anyhow::ensure!(!found.certs.is_empty(), "this system trusts no certificate: {:?}", found.errors);
        return Ok(found.certs);
    };
    let named = || format!("certificates of {}", file.display());
    let certificates = CertificateDer::pem_file_iter(file).with_context(named)?;
    let certificates = certificates.collect::<Result<Vec<_>, _>>().with_context(named)?;
    anyhow::ensure!(!certificates.is_empty(), "{} holds no certificate", file.display());
    Ok(certificates)
}
