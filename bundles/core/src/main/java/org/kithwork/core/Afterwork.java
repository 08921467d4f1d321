package org.kithwork.core;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * What a request still has to do when the REST runtime has finished with it. The runtime takes in and lets go of
 * endpoints only while no request is inside; so a request that makes a module come or go does it outside.
 */
@ConsumerType
public interface Afterwork {

    /** The property of the request under which the resource leaves it. */
    String PROPERTY = "org.kithwork.core.afterwork";

    /** Does it, on the thread of the request and as its caller; its answer stands for that of the resource. */
    Answer finish();

    /** The status, and what is the body as JSON. */
    record Answer(int status, Object body) {}
}
