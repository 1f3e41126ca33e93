package org.visiomatic.serve.web;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.extension.escaper.EscapeFilter;
import io.pebbletemplates.pebble.extension.escaper.RawFilter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// HTML templates that a site brings along, in the language of Jinja as far as Pebble reads it.
///
/// Values are escaped unless the template says `raw` or `safe`; a name that has no value is empty,
/// as in Jinja.
final class SiteTemplates {

  /// No page of a site is as large; a template that repeats itself for ever is.
  private static final int LARGEST_PAGE = 16 << 20;

  private final TemplateFiles files;
  private final PebbleEngine engine;

  /// @param folder the only one that templates are read from, also by one another
  SiteTemplates(Path folder) {
    files = new TemplateFiles(folder);
    engine =
        new PebbleEngine.Builder()
            .loader(files)
            .extension(new FiltersOfJinja())
            .autoEscaping(true)
            .strictVariables(false)
            .cacheActive(false)
            .maxRenderedSize(LARGEST_PAGE)
            .build();
  }

  /// Fills a template.
  ///
  /// @param name of its file, relative to the folder
  /// @throws TemplateException when it or one that it includes cannot be used
  String fill(String name, Map<String, Object> values) {
    StringWriter page = new StringWriter();
    try {
      engine.getTemplate(name).evaluate(page, values);
    } catch (PebbleException e) {
      throw new TemplateException(sentence(name, e), e);
    } catch (IOException e) {
      throw new TemplateException(
          "The template %s cannot be filled: %s.".formatted(files.place(name), e.getMessage()), e);
    }
    return page.toString();
  }

  private String sentence(String name, PebbleException problem) {
    @Nullable String file = problem.getFileName();
    @Nullable Integer line = problem.getLineNumber();
    String place =
        files.place(file == null ? name : file) + (line == null ? "" : ", line " + line + ",");
    String what = String.valueOf(problem.getPebbleMessage()).strip().replaceAll("\\s+", " ");
    return "The template %s cannot be used: %s%s"
        .formatted(place, what, what.endsWith(".") ? "" : ".");
  }

  /// What Jinja calls otherwise than Pebble.
  private static final class FiltersOfJinja extends AbstractExtension {
    @Override
    public Map<String, Filter> getFilters() {
      return Map.of("safe", new RawFilter(), "e", new EscapeFilter());
    }
  }
}
