package org.kithwork.core.internal.access;

import java.util.List;
import java.util.Optional;
import org.kithwork.link.spi.LinkPurpose;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What personal links there are now for; what would let somebody do more than view is none of it. */
@Component(service = LinkPurposes.class)
public final class LinkPurposes {

    private static final String VIEW = "view";

    @Reference
    private volatile List<LinkPurpose> purposes = List.of();

    LinkPurposes with(List<LinkPurpose> others) {
        purposes = List.copyOf(others);
        return this;
    }

    Optional<LinkPurpose> find(String name) {
        return purposes.stream()
                .filter(purpose -> purpose.name().equals(name))
                .filter(LinkPurposes::onlyViews)
                .findFirst();
    }

    private static boolean onlyViews(LinkPurpose purpose) {
        return !purpose.rights().isEmpty()
                && purpose.rights().stream().allMatch(right -> right.action().equals(VIEW));
    }
}
