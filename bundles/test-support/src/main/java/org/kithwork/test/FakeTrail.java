package org.kithwork.test;

import org.kithwork.event.Trail;

/** Leaves traces in fakes. */
public record FakeTrail(@Override FakeAudit audit, @Override FakeJournal journal) implements Trail {}
