package org.kithwork.intake.internal;

import java.util.List;
import org.kithwork.consent.Channel;
import org.kithwork.consent.Purpose;
import org.kithwork.text.Bilingual;

/**
 * What a form asks leave for. Nothing is ticked before; who does not tick has decided nothing.
 *
 * @param channels {@code ANY} alone for all
 * @param text what stands beside the box
 */
public record FormConsent(Purpose purpose, List<Channel> channels, boolean required, Bilingual text) {

    /** The name of the box beside it, with its place in the form. */
    public static final String BOX = "consent-";

    public FormConsent {
        channels = List.copyOf(channels);
    }
}
