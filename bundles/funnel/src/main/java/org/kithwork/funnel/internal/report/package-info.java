/** What became of opportunities, counted: conversion, decisions, their pace and their reasons. */
@NullMarked
package org.kithwork.funnel.internal.report;

import org.jspecify.annotations.NullMarked;
