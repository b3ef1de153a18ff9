import RoostModel
import Testing

@testable import RoostSources

@Suite struct GitNamesTests {
  @Test(arguments: [
    ("https://host/user/repo.git", "https://host/user/repo.git", "repo", "user/repo"),
    ("HTTPS://Host:8443/a/b/Repo", "https://host:8443/a/b/Repo", "Repo", "b/repo"),
    ("https://me@host/u/r.git", "https://me@host/u/r.git", "r", "u/r"),
    ("git@host:user/repo.git", "ssh://git@host/user/repo.git", "repo", "user/repo"),
    ("ssh://git@host:2222/~me/repo", "ssh://git@host:2222/~me/repo", "repo", "~me/repo"),
    ("github:me/shop", "https://github.com/me/shop.git", "shop", "me/shop"),
    ("file:///srv/shop.git", "file:///srv/shop.git", "shop", "srv/shop"),
  ])
  func addressesAreTakenApart(text: String, url: String, name: String, repository: String) throws {
    let address = try GitAddress(text)
    #expect(address.url == url)
    #expect(address.name == name)
    #expect(address.repository == repository)
  }

  @Test(arguments: [
    "", "-x", "--upload-pack=touch x", "ext::sh -c x", "ssh://-oProxyCommand=x/r", "ssh://host", "https:///r",
    "https://u:p@host/r",
    "https://host/r?x", "https://host/../r", "https://ho st/r", "https://host/r\n", "git://host/r", "ftp://host/r",
    "ssh://-u@host/r",
    "https://host:0/r", "https://host:99999/r", "https://host/$(x)", "https://host/`x`", "https://host/'x'", "file://host/r",
    "host:r/../../x",
    "https://[::1/r", "https://[zz]/r", "github:me", "/srv/repo", "fd::17/x",
  ])
  func whatGitCouldTakeForMoreIsRefused(text: String) {
    #expect(throws: Problem.self) { try GitAddress(text) }
  }

  @Test(arguments: [
    "main", "v1.2", "feature/x_y", "0123456789012345678901234567890123456789", "release-1.0+build", "user@host", "a#1",
  ])
  func referencesAreTaken(text: String) throws {
    #expect(try GitReference(text).text == text)
  }

  @Test(
    arguments: [
      "", "-x", "--upload-pack=x", "a..b", "a b", "a:b", "a^", "a~1", "a@{1}", "@", "/a", "a/", "a//b", ".a", "a/.b", "a.lock",
      "a.", "a\\b", "a*",
      "a?", "[a", "a\nb", "+refs/heads/*:refs/x/*", String(repeating: "a", count: 256),
    ].filter { $0 != "" } + [""])
  func noReferencesAre(text: String) {
    #expect(throws: Problem.self) { try GitReference(text) }
  }
}
