package org.canonry.api.registry;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The registry of npm and FHIR clients, read. What changes something is handed to another servlet.
final class RegistryServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(RegistryServlet.class);
    private static final Map<String, String> WELCOME = Map.of(
            "registry", "npm install --registry <this address> NAME@VERSION",
            "search", "/pkgs/-/v1/search?text=WORDS",
            "packages", "/pkgs/catalog",
            "catalogue", "/pkgs.ndjson.gz");

    private final transient BucketFiles files;
    private final transient OnePackage onePackage;
    private final transient Lists lists;
    private final HttpServlet writing;

    /// @param writing answers everything but GET, HEAD and audits
    RegistryServlet(BucketFiles files, OnePackage onePackage, Lists lists, HttpServlet writing) {
        this.files = files;
        this.onePackage = onePackage;
        this.lists = lists;
        this.writing = writing;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        switch (request.getMethod()) {
            case "GET", "HEAD" -> read(request, response);
            case "POST" -> post(request, response);
            default -> writing.service(request, response);
        }
    }

    private void read(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (RegistryPath.of(request.getRequestURI())) {
            case RegistryPath.Welcome welcome -> JsonAnswer.send(request, response, HttpServletResponse.SC_OK, WELCOME);
            case RegistryPath.Ping ping -> JsonAnswer.send(request, response, HttpServletResponse.SC_OK, Map.of());
            case RegistryPath.Search search -> lists.search(request, response);
            case RegistryPath.Packages(var dialect) -> lists.packages(dialect, request, response);
            case RegistryPath.Updates updates -> lists.updates(request, response);
            case RegistryPath.Broken broken -> lists.broken(request, response);
            case RegistryPath.Tags(var name) -> onePackage.tags(name, request, response);
            case RegistryPath.Packument(var name) -> onePackage.packument(name, request, response);
            case RegistryPath.OneVersion(var name, var text) -> onePackage.version(name, text, request, response);
            case RegistryPath.File(var file) -> file(file, request, response);
            case RegistryPath.Nothing(var advice) -> JsonAnswer.refuse(request, response, HttpServletResponse.SC_NOT_FOUND, advice);
        }
    }

    private void file(PublicFile file, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!files.send(file, request, response)) {
            JsonAnswer.refuse(request, response, HttpServletResponse.SC_NOT_FOUND,
                    "there is no file %s: the addresses of tarballs are in a package's document, /pkgs/NAME".formatted(file.key()));
        }
    }

    private void post(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        var audit = Audit.answer(request.getRequestURI());
        if (audit.isPresent()) {
            JsonAnswer.send(request, response, HttpServletResponse.SC_OK, audit.get());
        } else {
            writing.service(request, response);
        }
    }

    @Override
    public void log(String message, Throwable thrown) {
        LOG.warn(message, thrown);
    }
}
