//! The hub's own certificate. Whoever renews it (certbot, each sixty days) need not know of the hub: a
//! changed file is read again while the hub runs.

use std::path::Path;
use std::time::{Duration, SystemTime};

use anyhow::Context;
use axum_server::tls_rustls::RustlsConfig;
use tokio::runtime::Runtime;
use tracing::{info, warn};

use crate::config::Tls;

/// Certificates are renewed weeks before they end.
const LOOKS_EVERY: Duration = Duration::from_secs(60);

/// When the certificate and its key were written.
type Written = [Option<SystemTime>; 2];

/// Reads the certificate, and from then on whatever it is renewed to, as long as `runtime` runs.
pub fn load(tls: &Tls, runtime: &Runtime) -> anyhow::Result<RustlsConfig> {
    // The one provider of cryptography in this program; a second installation changes nothing.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let written = written(tls);
    let loaded = runtime.block_on(RustlsConfig::from_pem_file(&tls.certificate, &tls.key));
    let loaded = loaded
        .with_context(|| format!("certificate {} or key {}", tls.certificate.display(), tls.key.display()))?;
    runtime.spawn(keep_fresh(tls.clone(), loaded.clone(), written));
    Ok(loaded)
}

async fn keep_fresh(tls: Tls, served: RustlsConfig, mut known: Written) {
    loop {
        tokio::time::sleep(LOOKS_EVERY).await;
        if written(&tls) != known {
            known = renew(&tls, &served, known).await;
        }
    }
}

/// Serves what the files hold now. As long as they do not fit together, somebody is still writing them,
/// and what was served is served on.
async fn renew(tls: &Tls, served: &RustlsConfig, known: Written) -> Written {
    let now = written(tls);
    match served.reload_from_pem_file(&tls.certificate, &tls.key).await {
        Ok(()) => {
            info!(certificate = %tls.certificate.display(), "the certificate was renewed");
            now
        }
        Err(error) => {
            warn!(%error, certificate = %tls.certificate.display(), "the new certificate cannot be read");
            known
        }
    }
}

fn written(tls: &Tls) -> Written {
    let at = |path: &Path| std::fs::metadata(path).and_then(|file| file.modified()).ok();
    [at(&tls.certificate), at(&tls.key)]
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::*;

    fn make(tls: &Tls) {
        let made = Command::new("openssl")
            .args(["req", "-x509", "-newkey", "ed25519", "-nodes", "-days", "2", "-subj", "/CN=localhost"])
            .args([format!("-out={}", tls.certificate.display()), format!("-keyout={}", tls.key.display())])
            .output();
        assert!(made.is_ok_and(|made| made.status.success()), "openssl makes a certificate");
    }

    #[test]
    fn a_renewed_certificate_is_served_and_a_broken_one_is_not() {
        let folder = std::env::temp_dir().join(format!("wartemarke-certificate-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("the folder for temporary files can be written");
        let tls = Tls { certificate: folder.join("hub.pem"), key: folder.join("hub.key") };
        make(&tls);
        let runtime = Runtime::new().expect("a runtime");
        let served = load(&tls, &runtime).expect("it can be read");
        let before = served.get_inner();
        let nothing: Written = [None, None];
        std::fs::write(&tls.certificate, "half of a certificate").expect("it can be written");
        assert_eq!(runtime.block_on(renew(&tls, &served, nothing)), nothing, "it is tried again");
        assert!(std::sync::Arc::ptr_eq(&before, &served.get_inner()), "what was served is served on");
        make(&tls);
        assert_eq!(runtime.block_on(renew(&tls, &served, nothing)), written(&tls));
        assert!(!std::sync::Arc::ptr_eq(&before, &served.get_inner()));
        let _ = std::fs::remove_dir_all(&folder);
    }
}
