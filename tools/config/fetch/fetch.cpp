#include "fetch.hpp"

#include "base/file.hpp"
#include "git.hpp"
#include "http.hpp"

namespace scc::config {
namespace {

Result<Fetched> from_web(const Location& location, const Access& access, const std::string& known, std::size_t limit) {
    SCC_TRY(HttpResponse response, http_get({.url = location.url, .access = access, .etag = known, .limit = limit}));
    return Fetched{response.not_modified, std::move(response.body), std::move(response.etag), ""};
}

Result<Fetched> from_git(const Location& location, const Access& access, const std::string& known, std::size_t limit) {
    SCC_TRY(const Repository repository, Repository::fetch(location.url, location.ref, access));
    if (repository.commit() == known) return Fetched{true, "", "", known};
    SCC_TRY(std::string bytes, repository.file(location.path, limit));
    return Fetched{false, std::move(bytes), "", repository.commit()};
}

}  // namespace

Result<Fetched> fetch_file(const Location& location,
                           const Access& access,
                           const std::string& known,
                           std::size_t limit) {
    switch (location.transport) {
        case Transport::https: return from_web(location, access, known, limit);
        case Transport::git: return from_git(location, access, known, limit);
        case Transport::file: break;
    }
    SCC_TRY(std::string bytes, file::read(location.url, limit));
    return Fetched{false, std::move(bytes), "", ""};
}

}  // namespace scc::config
