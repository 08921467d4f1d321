package org.kithwork.permission.spi;

/** The names of the roles that every installation starts with; they are data and may be changed or removed there. */
public final class Roles {
    public static final String OWNER = "owner";
    public static final String ADMINISTRATOR = "administrator";
    public static final String CLERK = "clerk";
    public static final String SALES = "sales";
    public static final String SALES_LEAD = "sales-lead";
    public static final String SERVICE_AGENT = "service-agent";
    public static final String SERVICE_LEAD = "service-lead";
    public static final String MARKETING = "marketing";
    public static final String STORE_MANAGER = "store-manager";
    public static final String TRAINER = "trainer";
    public static final String PRIVACY_OFFICER = "privacy-officer";
    public static final String ANALYST = "analyst";

    private Roles() {}
}
