//! OpenID Connect: the person proves themselves at the provider, and the hub sees a signed word of it. What
//! the word is good for is not decided here: the town's own people come in by it, citizens take their name
//! from it.
//!
//! Authorization code with PKCE, state and nonce (OpenID Connect Core 1.0, RFC 7636, RFC 9700). The
//! hub begins to work without the provider and asks again until it answers.

mod flow;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, RwLock};
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use openidconnect::core::{
    CoreAuthDisplay, CoreAuthPrompt, CoreAuthenticationFlow, CoreClientAuthMethod, CoreErrorResponseType,
    CoreGenderClaim, CoreJsonWebKey, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm,
    CoreRevocableToken, CoreRevocationErrorResponse, CoreTokenIntrospectionResponse, CoreTokenType,
};
use openidconnect::{
    AuthType, AuthenticationContextClass, AuthorizationCode, ClaimsVerificationError, Client, ClientId,
    ClientSecret, CsrfToken, EmptyExtraTokenFields, EndpointMaybeSet, EndpointNotSet, EndpointSet,
    HttpRequest, IdTokenClaims, IdTokenFields, IssuerUrl, JsonWebKeySet, LogoutRequest, Nonce,
    OAuth2TokenResponse, PkceCodeChallenge, PkceCodeVerifier, PostLogoutRedirectUrl,
    ProviderMetadataWithLogout, RedirectUrl, RequestTokenError, Scope, StandardErrorResponse,
    StandardTokenResponse, TokenResponse, UserInfoClaims,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tokio::sync::Semaphore;
use tracing::{info, warn};

pub use flow::{FLOW_LASTS, Flow, Seal};

use crate::config::ProviderConfig;
use crate::fetch::Fetcher;

/// Whoever stands before the login page of a hub that started first waits this long at most.
const ASK_AGAIN_AFTER: Duration = Duration::from_secs(5);
/// What a provider says of itself changes seldom; new keys are found when the first signature needs one.
const DESCRIPTION_LASTS: Duration = Duration::from_secs(60 * 60);
/// A signature that fits no key may mean new keys. Whoever sends nonsense has the provider asked this
/// seldom.
const KEYS_AGAIN_AFTER: Duration = Duration::from_secs(30);
/// Clocks of two machines that are set by the network differ by less.
const CLOCKS_DIFFER_MAX: TimeDelta = TimeDelta::seconds(60);
/// The hub fetches the token itself, the moment the browser comes back: an older one was kept by somebody.
const TOKEN_AGE_MAX: TimeDelta = TimeDelta::minutes(5);
/// Each waits for the provider on a thread of its own.
const AT_ONCE_MAX: usize = 16;

/// Signatures by a key that the provider alone has. Not "none", and not the client's own secret.
const ALGORITHMS: [CoreJwsSigningAlgorithm; 9] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// The provider, and what is known of it.
pub struct Provider {
    config: ProviderConfig,
    issuer: IssuerUrl,
    secret: Option<ClientSecret>,
    redirect: RedirectUrl,
    fetcher: Fetcher,
    seal: Seal,
    description: RwLock<Option<Arc<ProviderMetadataWithLogout>>>,
    keys_fetched: Mutex<Option<Instant>>,
    /// That it does not answer is said once, and not every few seconds.
    is_missed: AtomicBool,
    turns: Arc<Semaphore>,
}

/// What a provider says of somebody.
pub struct Word {
    /// What the issuer calls this person, and nobody else ever.
    pub subject: String,
    /// What is signed.
    pub signed: Map<String, Value>,
    /// What it says besides to whoever holds the token, where that was asked.
    pub told: Map<String, Value>,
}

/// Why nothing is known of somebody. What it was in detail is in the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotKnown {
    /// It does not answer, or answers nonsense: nobody can be asked now.
    #[error("the directory does not answer")]
    Down,
    /// The answer is none to what this browser asked: too late, sent twice, or foreign.
    #[error("the answer does not belong to a login of this browser")]
    Astray,
    /// It was said "no", there or by the person.
    #[error("the directory said no")]
    Refused,
}

/// Where the browser goes, and the cookie it takes along.
pub struct Begun {
    pub url: String,
    pub cookie: String,
}

/// What the browser brings back.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Answer {
    pub code: Option<String>,
    pub state: Option<String>,
    pub error: Option<String>,
    pub iss: Option<String>,
}

/// All that a provider says beside what the standard names.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct More {
    #[serde(flatten)]
    all: Map<String, Value>,
}
impl openidconnect::AdditionalClaims for More {}

type Claims = IdTokenClaims<More, CoreGenderClaim>;
type Fields = IdTokenFields<
    More,
    EmptyExtraTokenFields,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJwsSigningAlgorithm,
>;
type Tokens = StandardTokenResponse<Fields, CoreTokenType>;
type AtProvider = Client<
    More,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    Tokens,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

impl Word {
    /// What it says under this name, if that is a text; what is signed comes first.
    pub fn text(&self, name: &str) -> Option<&str> {
        let said = self.signed.get(name).or_else(|| self.told.get(name));
        said?.as_str().map(str::trim).filter(|text| !text.is_empty())
    }
}

impl Provider {
    /// `redirect` is where the provider sends people back to, and `seal` is for this provider alone.
    pub fn new(config: ProviderConfig, redirect: String, seal: Seal) -> anyhow::Result<Provider> {
        let issuer = IssuerUrl::new(config.issuer.clone())?;
        let on_this_machine = issuer.url().scheme() == "http";
        let file = config.client_secret_file.as_ref();
        let client_secret = file.map(|file| file.read().map_err(anyhow::Error::msg)).transpose()?;
        Ok(Provider {
            issuer,
            secret: client_secret.map(|hidden| ClientSecret::new(hidden.0)),
            redirect: RedirectUrl::new(redirect)?,
            fetcher: Fetcher::new(on_this_machine, config.ca_file.as_deref())?,
            seal,
            description: RwLock::default(),
            keys_fetched: Mutex::default(),
            is_missed: AtomicBool::new(false),
            turns: Arc::new(Semaphore::new(AT_ONCE_MAX)),
            config,
        })
    }

    /// Asks what the provider says of itself, again and again, as long as the hub works.
    pub async fn stay_informed(self: Arc<Self>) {
        loop {
            let asks = self.clone();
            let asked = tokio::task::spawn_blocking(move || asks.learn()).await;
            let again = if asked.unwrap_or(false) { DESCRIPTION_LASTS } else { ASK_AGAIN_AFTER };
            tokio::time::sleep(again).await;
        }
    }

    /// Whether somebody may be sent there.
    pub fn is_there(&self) -> bool {
        self.description().is_some()
    }

    /// Begins a login. `along` comes back with the browser.
    pub fn begin(&self, along: String, now: DateTime<Utc>) -> Result<Begun, NotKnown> {
        let description = self.description().ok_or(NotKnown::Down)?;
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let client = self.client(&description);
        let mut request = client
            .authorize_url(
                CoreAuthenticationFlow::AuthorizationCode,
                CsrfToken::new_random,
                Nonce::new_random,
            )
            .set_pkce_challenge(challenge);
        for scope in &self.config.scopes {
            request = request.add_scope(Scope::new(scope.clone()));
        }
        for class in &self.config.classes {
            request = request.add_auth_context_value(AuthenticationContextClass::new(class.clone()));
        }
        let (url, state, nonce) = request.url();
        let flow = Flow {
            state: state.into_secret(),
            nonce: nonce.secret().clone(),
            verifier: verifier.into_secret(),
            along,
        };
        Ok(Begun { url: url.into(), cookie: self.seal.seal(&flow, now) })
    }

    /// What a browser that comes back remembers.
    pub fn begun(&self, cookie: &str, now: DateTime<Utc>) -> Result<Flow, NotKnown> {
        self.seal.open(cookie, now).ok_or(NotKnown::Astray)
    }

    /// Who came back, if the answer is one to what was begun. What is signed may be
    /// enough; otherwise the provider is asked for what it says besides.
    pub async fn finish(
        self: &Arc<Self>,
        flow: Flow,
        answer: Answer,
        is_enough: impl FnOnce(&Word) -> bool + Send + 'static,
        now: DateTime<Utc>,
    ) -> Result<Word, NotKnown> {
        let foreign = answer.iss.is_some_and(|issuer| issuer != self.issuer.as_str());
        if answer.state.as_deref() != Some(&*flow.state) || foreign {
            return Err(NotKnown::Astray);
        }
        if let Some(error) = answer.error {
            // Written by whoever made the address, so it is kept short and out of every page.
            let error: String = error.chars().filter(char::is_ascii_graphic).take(40).collect();
            info!(error, "the provider let somebody not in");
            return Err(NotKnown::Refused);
        }
        let code = answer.code.ok_or(NotKnown::Astray)?;
        let turn = self.turns.clone().acquire_owned().await.map_err(|_| NotKnown::Down)?;
        let asks = self.clone();
        let fetched = tokio::task::spawn_blocking(move || {
            // Kept to the end of the call, also when the browser has hung up.
            let _turn = turn;
            asks.fetch(code, flow, is_enough, now)
        });
        fetched.await.unwrap_or(Err(NotKnown::Down))
    }

    /// Where somebody logs out of the provider as well, if it has a place for that, and where they come out.
    pub fn logout_url(&self, afterwards: String) -> Option<String> {
        let end = self.description()?.additional_metadata().end_session_endpoint.clone()?;
        let request = LogoutRequest::from(end)
            .set_client_id(ClientId::new(self.config.client_id.clone()))
            .set_post_logout_redirect_uri(PostLogoutRedirectUrl::new(afterwards).ok()?);
        Some(request.http_get_url().into())
    }

    fn description(&self) -> Option<Arc<ProviderMetadataWithLogout>> {
        self.description.read().expect("nobody panics with the description in hand").clone()
    }

    fn keep(&self, description: ProviderMetadataWithLogout) -> Arc<ProviderMetadataWithLogout> {
        let description = Arc::new(description);
        let kept = &mut *self.description.write().expect("nobody panics with the description in hand");
        *kept = Some(description.clone());
        description
    }

    /// Whether it answered. What was known before stays known.
    fn learn(&self) -> bool {
        let call = |request: HttpRequest| self.fetcher.call(request);
        match ProviderMetadataWithLogout::discover(&self.issuer, &call) {
            Ok(description) => {
                if self.is_missed.swap(false, Ordering::Relaxed) || self.description().is_none() {
                    info!(issuer = %self.issuer.as_str(), "the provider of accounts answers");
                }
                self.keep(description);
                true
            }
            Err(error) => {
                if !self.is_missed.swap(true, Ordering::Relaxed) {
                    let (error, issuer) = (chain(&error), self.issuer.as_str());
                    warn!(issuer, error, "the provider of accounts does not answer; asking on");
                }
                false
            }
        }
    }

    fn client(&self, description: &ProviderMetadataWithLogout) -> AtProvider {
        let id = ClientId::new(self.config.client_id.clone());
        let client = Client::from_provider_metadata(description.clone(), id, self.secret.clone())
            .set_redirect_uri(self.redirect.clone());
        let taken = description.token_endpoint_auth_methods_supported();
        let basic = taken.is_none_or(|methods| methods.contains(&CoreClientAuthMethod::ClientSecretBasic));
        client.set_auth_type(if basic { AuthType::BasicAuth } else { AuthType::RequestBody })
    }

    /// Exchanges the code for a signed word, and looks at it closely.
    fn fetch(
        &self,
        code: String,
        flow: Flow,
        is_enough: impl FnOnce(&Word) -> bool,
        now: DateTime<Utc>,
    ) -> Result<Word, NotKnown> {
        let description = self.description().ok_or(NotKnown::Down)?;
        let client = self.client(&description);
        let call = |request: HttpRequest| self.fetcher.call(request);
        let exchange = client.exchange_code(AuthorizationCode::new(code)).map_err(|_| NotKnown::Down)?;
        let tokens = exchange.set_pkce_verifier(PkceCodeVerifier::new(flow.verifier)).request(&call);
        let tokens = tokens.map_err(|error| {
            warn!(error = chain(&error), "the provider gives no token");
            match error {
                RequestTokenError::ServerResponse(_) => NotKnown::Astray,
                _ => NotKnown::Down,
            }
        })?;
        let nonce = Nonce::new(flow.nonce);
        let claims = match self.verified(&client, &tokens, &nonce, now) {
            Err(ClaimsVerificationError::SignatureVerification(_)) if self.may_fetch_keys() => {
                let keys = JsonWebKeySet::fetch(description.jwks_uri(), &call).map_err(|error| {
                    warn!(error = chain(&error), "the provider gives no keys");
                    NotKnown::Down
                })?;
                let description = self.keep((*description).clone().set_jwks(keys));
                self.verified(&self.client(&description), &tokens, &nonce, now)
            }
            verified => verified,
        };
        let claims = claims.map_err(|error| {
            warn!(error = chain(&error), "the provider's word does not hold");
            NotKnown::Astray
        })?;
        self.word(&client, &tokens, &claims, is_enough)
    }

    fn verified(
        &self,
        client: &AtProvider,
        tokens: &Tokens,
        nonce: &Nonce,
        now: DateTime<Utc>,
    ) -> Result<Claims, ClaimsVerificationError> {
        let token = tokens.id_token();
        let token = token.ok_or_else(|| ClaimsVerificationError::Other("there is no ID token".into()))?;
        let verifier = client
            .id_token_verifier()
            .set_allowed_algs(ALGORITHMS)
            .set_time_fn(move || now - CLOCKS_DIFFER_MAX)
            .set_issue_time_verifier_fn(move |issued| {
                let age = now - issued;
                let fits = age > -CLOCKS_DIFFER_MAX && age < TOKEN_AGE_MAX;
                if fits { Ok(()) } else { Err(format!("issued at {issued}, and it is {now}")) }
            });
        let claims = token.claims(&verifier, nonce)?;
        let party = claims.authorized_party().map(|party| party.as_str());
        if party.is_some_and(|party| party != self.config.client_id) {
            return Err(ClaimsVerificationError::InvalidAudience("it was made for another client".into()));
        }
        Ok(claims.clone())
    }

    /// What is signed, and where that is not enough, what the provider says to whoever holds the token.
    /// Neither token is kept.
    fn word(
        &self,
        client: &AtProvider,
        tokens: &Tokens,
        claims: &Claims,
        is_enough: impl FnOnce(&Word) -> bool,
    ) -> Result<Word, NotKnown> {
        let mut word =
            Word { subject: claims.subject().to_string(), signed: all_of(claims), told: Map::new() };
        let asks = client.user_info(tokens.access_token().clone(), Some(claims.subject().clone()));
        if let (false, Ok(asks)) = (is_enough(&word), asks) {
            let call = |request: HttpRequest| self.fetcher.call(request);
            let told: UserInfoClaims<More, CoreGenderClaim> = asks.request(&call).map_err(|error| {
                warn!(error = chain(&error), "the provider says nothing of its user");
                NotKnown::Down
            })?;
            word.told = all_of(&told);
        }
        Ok(word)
    }

    fn may_fetch_keys(&self) -> bool {
        let fetched = &mut *self.keys_fetched.lock().expect("nobody panics while counting");
        let may = fetched.is_none_or(|at| at.elapsed() >= KEYS_AGAIN_AFTER);
        if may {
            *fetched = Some(Instant::now());
        }
        may
    }
}

/// Claims by the names they came under.
fn all_of(claims: &impl Serialize) -> Map<String, Value> {
    match serde_json::to_value(claims) {
        Ok(Value::Object(all)) => all,
        _ => Map::new(),
    }
}

/// An error with all its reasons, for the log.
fn chain(error: &dyn std::error::Error) -> String {
    let reasons = std::iter::successors(error.source(), |reason| reason.source());
    reasons.fold(error.to_string(), |said, reason| format!("{said}: {reason}"))
}
