package org.kithwork.core.internal.money;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;

/** A rate that may be entered. */
record CheckedRate(Currency from, Currency to, LocalDate date, BigDecimal rate, String source) {}
