"""What stands around methods of Odoo's modules for Google and Outlook, where these are
installed: see ``calendar.event``."""

from functools import wraps

from ..inside import YES, get_inside

# What sends something to a service.
SENDING = (
    "_google_insert",
    "_google_patch",
    "_google_delete",
    "_microsoft_insert",
    "_microsoft_patch",
    "_microsoft_delete",
)


def wrap_all(model_class, wrappers):
    """:param model_class: of the registry
    :param dict wrappers: name of a method → function of the method → what takes its place;
        methods that are not there are left out, and none is wrapped twice"""
    for name, wrapper in wrappers.items():
        method = getattr(model_class, name, None)
        if method and not hasattr(method, "candidate_origin"):
            wrapped = wraps(method)(wrapper(method))
            wrapped.candidate_origin = method
            setattr(model_class, name, wrapped)


def hold(method):
    """What candidates may not know yet is sent with the next synchronization after they
    may: the record stays marked as one that is to be synchronized. Odoo sends after the
    transaction anyway, and at its end it is known who has changed what."""

    def send(self, *args, **kwargs):
        @self.env.cr.precommit.add
        def send_unless_held():
            if not self.exists()._find_held():
                method(self, *args, **kwargs)

    return send


def hide_from_google(method):
    def _google_values(self):
        values = method(self)
        guests = self._find_candidate_guests()
        if not guests:
            return values
        if self._is_invited_by_service():
            values["summary"], values["description"] = self._get_neutral_title(), ""
            # Candidates are guests like all others.
            values.update(guestsCanModify=False, guestsCanSeeOtherGuests=False)
        else:
            hidden = set(guests.partner_id.mapped("email_normalized"))
            values["attendees"] = [
                guest for guest in values["attendees"] if guest["email"] not in hidden
            ]
        return values

    return _google_values


def hide_from_microsoft(method):
    def _microsoft_values(self, fields_to_sync, initial_values=()):
        values = method(self, fields_to_sync, initial_values)
        guests = self._find_candidate_guests()
        if not guests:
            return values
        if self._is_invited_by_service():
            if "subject" in values:
                values["subject"] = self._get_neutral_title()
            if "body" in values:
                values["body"] = {**values["body"], "content": ""}
            if "attendees" in values:
                values["hideAttendees"] = True
        elif "attendees" in values:
            hidden = set(guests.mapped("email"))
            values["attendees"] = [
                guest
                for guest in values["attendees"]
                if guest["emailAddress"]["address"] not in hidden
            ]
        return values

    return _microsoft_values


def keep_from_google(method):
    def _odoo_values(self, google_event, default_reminders=()):
        values = method(self, google_event, default_reminders)
        return self._find_event_of(google_event)._keep_candidates(values)

    return _odoo_values


def keep_from_microsoft(method):
    def _microsoft_to_odoo_values(self, microsoft_event, *args, **kwargs):
        values = method(self, microsoft_event, *args, **kwargs)
        return self._find_event_of(microsoft_event)._keep_candidates(values)

    return _microsoft_to_odoo_values


def act_for_owner(method):
    """What a synchronization brings is the doing of whose calendar it is."""

    def sync(self, *args, **kwargs):
        return method(self.with_context(calendar_of_user=YES), *args, **kwargs)

    return sync


def decline_for_guests(method):
    """Who removes an interview from their own Outlook does not take part; only the
    organizer calls it off."""

    def _cancel_microsoft(self):
        user = self.env.user
        others = self.filtered(lambda e: e.applicant_id and e.user_id and e.user_id != user)
        mine = others.attendee_ids.filtered(lambda guest: guest.partner_id == user.partner_id)
        mine.state = "declined"
        return method(self - others)

    return _cancel_microsoft


def invite_all_the_same(method):
    """Odoo is silent where a service invites; candidates are not invited by it."""

    def _skip_send_mail_status_update(self):
        return not get_inside(self.env, "invited_by_odoo") and method(self)

    return _skip_send_mail_status_update
