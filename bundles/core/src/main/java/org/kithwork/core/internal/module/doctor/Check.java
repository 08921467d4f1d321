package org.kithwork.core.internal.module.doctor;

import java.util.List;

/** Looks at a part of the installation; each is a service. Changes nothing. */
public interface Check {

    List<Finding> findings();
}
