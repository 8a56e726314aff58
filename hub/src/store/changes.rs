//! Who changed which account, device, role or second factor.
//!
//! The database notes it itself, in the transaction that changes it: triggers of the connection that
//! writes see every change, whichever way it comes, so that none can be forgotten in the code. They are
//! temporary, because what they need besides, who asks, is known to a connection alone.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, params};

use super::{Result, time};

/// One change, as it was noted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub at: DateTime<Utc>,
    pub actor: String,
    pub act: String,
    pub about: String,
    pub detail: String,
}

/// Whoever changes something that no connection was told of: at the command line.
const OPERATOR: &str = "operator";

/// Whoever asks, and when; and what is noted of every change. A time that nobody told is that of the
/// machine. What is unqualified means the tables of the database.
const WATCH: &str = "
create temp table asker (actor text not null, at integer);
create temp view noted as
    select coalesce(at, cast(unixepoch('subsec') * 1000 as integer)) as at, actor from asker;

create temp trigger account_made after insert on account begin
    insert into change (at, actor, act, about, detail)
    select at, actor, 'account-made', 'account:' || new.id, new.role from noted;
end;
create temp trigger role_changed after update of role on account when old.role is not new.role begin
    insert into change (at, actor, act, about, detail)
    select at, actor, 'role-changed', 'account:' || new.id, new.role from noted;
end;
create temp trigger site_changed after update of site on account when old.site is not new.site begin
    insert into change (at, actor, act, about, detail)
    select at, actor, 'site-changed', 'account:' || new.id, new.site from noted;
end;
create temp trigger account_closed after update of disabled_at on account
when (old.disabled_at is null) is not (new.disabled_at is null) begin
    insert into change (at, actor, act, about)
    select at, actor, iif(new.disabled_at is null, 'account-opened', 'account-closed'),
        'account:' || new.id from noted;
end;
create temp trigger password_set after update of password_hash on account
when old.password_hash is not new.password_hash begin
    insert into change (at, actor, act, about)
    select at, actor, 'password-set', 'account:' || new.id from noted;
end;
create temp trigger factor_set after update of second_factor on account
when (old.second_factor is null) is not (new.second_factor is null) begin
    insert into change (at, actor, act, about)
    select at, actor, iif(new.second_factor is null, 'factor-reset', 'factor-set'),
        'account:' || new.id from noted;
end;
create temp trigger invited after insert on invitation begin
    insert into change (at, actor, act, about)
    select at, actor, 'invited', 'account:' || new.account from noted;
end;
create temp trigger invited_again after update of token_hash on invitation begin
    insert into change (at, actor, act, about)
    select at, actor, 'invited', 'account:' || new.account from noted;
end;
create temp trigger device_made after insert on device begin
    insert into change (at, actor, act, about, detail)
    select at, actor, 'device-made', 'device:' || new.id, new.kind from noted;
end;
create temp trigger device_renewed after update of token_hash on device begin
    insert into change (at, actor, act, about, detail)
    select at, actor, 'device-made', 'device:' || new.id, new.kind from noted;
end;
create temp trigger device_revoked after update of revoked_at on device
when old.revoked_at is null and new.revoked_at is not null begin
    insert into change (at, actor, act, about)
    select at, actor, 'device-revoked', 'device:' || new.id from noted;
end;
";

impl Change {
    /// From now on this connection notes every change.
    pub(super) fn watch(db: &Connection) -> Result<()> {
        db.execute_batch(WATCH)?;
        Change::by(db, OPERATOR, None)
    }

    /// Says who asks for what comes next on this connection.
    pub(super) fn by(db: &Connection, actor: &str, at: Option<DateTime<Utc>>) -> Result<()> {
        let at = at.map(|at| at.timestamp_millis());
        db.prepare_cached("delete from temp.asker")?.execute([])?;
        db.prepare_cached("insert into temp.asker (actor, at) values (?1, ?2)")?
            .execute(params![actor, at])?;
        Ok(())
    }

    /// Notes what changes no row that lasts: sessions that were ended, delays that were lifted.
    pub fn note(db: &Connection, act: &str, about: &str) -> Result<()> {
        let insert = "insert into change (at, actor, act, about) select at, actor, ?1, ?2 from temp.noted";
        db.prepare_cached(insert)?.execute(params![act, about])?;
        Ok(())
    }

    /// The newest first.
    pub fn newest(db: &Connection, at_most: usize) -> Result<Vec<Change>> {
        let mut select =
            db.prepare_cached("select at, actor, act, about, detail from change order by id desc limit ?1")?;
        let rows = select.query_map([at_most as i64], |row| {
            Ok(Change {
                at: time(row.get(0)?),
                actor: row.get(1)?,
                act: row.get(2)?,
                about: row.get(3)?,
                detail: row.get(4)?,
            })
        })?;
        rows.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rights::Role;
    use crate::store::{ACCESS_MIGRATIONS, Account, Device, DeviceKind, Invitation, NewAccount, in_memory};

    #[test]
    fn every_change_is_noted_with_who_made_it() {
        let mut db = in_memory(ACCESS_MIGRATIONS);
        Change::watch(&db).expect("the triggers are in order");
        let now = "2026-03-11T09:00:00Z".parse().expect("a time");
        let new = NewAccount { name: "Petra", site: "rathaus", role: Role::Clerk, password_hash: None };
        let id = Account::create(&db, new, now).expect("the name is new").id;
        Change::by(&db, "clerk:17", Some(now)).expect("an answer");
        Account::change_role(&db, id, Role::Supervisor).expect("an answer");
        Account::change_role(&db, id, Role::Supervisor).expect("an answer");
        let token = Invitation::make(&db, id, now).expect("an answer");
        Change::by(&db, "clerk:1", Some(now)).expect("an answer");
        Invitation::accept(&mut db, &token, "a hash", now).expect("an answer");
        Change::by(&db, "clerk:17", Some(now)).expect("an answer");
        Account::reset_second_factor(&mut db, id).expect("an answer");
        Account::disable(&mut db, id, now).expect("an answer");
        Account::enable(&db, id).expect("an answer");
        Device::register(&db, DeviceKind::Kiosk, "eingang", "rathaus").expect("an answer");
        Device::register(&db, DeviceKind::Kiosk, "eingang", "rathaus").expect("an answer");
        Device::revoke(&db, "eingang", now).expect("an answer");
        Change::note(&db, "sessions-ended", "account:1").expect("an answer");
        let mut noted = Change::newest(&db, 100).expect("an answer");
        noted.reverse();
        let said: Vec<String> =
            noted.iter().map(|c| format!("{} {} {} {}", c.actor, c.act, c.about, c.detail)).collect();
        let said: Vec<&str> = said.iter().map(|line| line.trim_end()).collect();
        assert_eq!(
            said,
            [
                "operator account-made account:1 clerk",
                "clerk:17 role-changed account:1 supervisor",
                "clerk:17 invited account:1",
                "clerk:1 password-set account:1",
                "clerk:17 account-closed account:1",
                "clerk:17 account-opened account:1",
                "clerk:17 device-made device:eingang kiosk",
                "clerk:17 device-made device:eingang kiosk",
                "clerk:17 device-revoked device:eingang",
                "clerk:17 sessions-ended account:1",
            ]
        );
        assert_eq!(noted[1].at, now);
    }

    #[test]
    fn what_was_noted_stays_and_goes_with_what_it_notes() {
        let mut db = in_memory(ACCESS_MIGRATIONS);
        Change::watch(&db).expect("the triggers are in order");
        let count = |db: &Connection| Change::newest(db, 100).expect("an answer").len();
        Device::register(&db, DeviceKind::Kiosk, "eingang", "rathaus").expect("an answer");
        assert_eq!(count(&db), 1);
        assert!(db.execute("update change set actor = 'nobody'", []).is_err());
        assert!(db.execute("delete from change", []).is_err());
        let transaction = db.transaction().expect("a transaction");
        Device::register(&transaction, DeviceKind::Kiosk, "hof", "rathaus").expect("an answer");
        transaction.rollback().expect("an answer");
        assert_eq!(count(&db), 1, "what did not happen is not noted");
    }
}
