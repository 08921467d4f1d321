package org.kithwork.demo.internal;

import java.util.HashMap;
import java.util.Map;
import org.kithwork.demo.internal.data.DemoData;
import org.kithwork.demo.internal.data.Trade;
import org.kithwork.importing.StandingImport;

/** The tables of a load, in the order in which they are imported; the columns of each and the fields they go to. */
public enum Table {
    CUSTOMERS(
            "customers",
            Map.of(
                    "编号", "identifier:*",
                    "姓名", "fullName",
                    "性别", "sex",
                    "手机", "contact:PHONE",
                    "邮箱", "contact:EMAIL",
                    "生日", "birth",
                    "公司", "company",
                    "门店", "store",
                    "标签", "tags",
                    "建档日期", "createdAt")),
    PURCHASES(
            "purchases",
            Map.ofEntries(
                    Map.entry("客户", "identifier:*"),
                    Map.entry("单号", "externalId"),
                    Map.entry("时间", "at"),
                    Map.entry("门店", "store"),
                    Map.entry("渠道", "channel"),
                    Map.entry("货号", "sku"),
                    Map.entry("商品", "product"),
                    Map.entry("类别", "category"),
                    Map.entry("数量", "quantity"),
                    Map.entry("单价", "unitPrice"),
                    Map.entry("折扣", "discount"))),
    INTERACTIONS(
            "interactions",
            Map.of(
                    "客户", "identifier:*",
                    "记录编号", "externalId",
                    "时间", "at",
                    "渠道", "channel",
                    "方向", "direction",
                    "门店", "store",
                    "主题", "topic",
                    "内容", "body"));

    private final String kind;
    private final Map<String, String> columns;

    Table(String kind, Map<String, String> columns) {
        this.kind = kind;
        this.columns = columns;
    }

    /** The word of what its rows are. */
    public String kind() {
        return kind;
    }

    StandingImport how(Trade trade) {
        var source = DemoData.source(trade);
        var mapping = new HashMap<String, String>();
        columns.forEach((column, field) -> mapping.put(column, field.replace("*", source)));
        return new StandingImport(kind, source, "SKIP", mapping, Map.of());
    }
}
