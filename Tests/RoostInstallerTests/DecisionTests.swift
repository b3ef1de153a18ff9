import RoostCatalog
import RoostModel
import SystemPackage
import Testing

@testable import RoostInstaller

@Suite struct DecisionTests {
  @Test func proxiesAreReadAsCurlReadsThem() {
    let proxy = ProxySettings(variables: [
      "HTTPS_PROXY": "http://user:pa:ss@proxy.example:3128/", "http_proxy": "plain.example",
      "NO_PROXY": "localhost, .corp.example,10.0.0.1",
    ])
    #expect(proxy.https == .init(host: "proxy.example", port: 3128, credentials: "user:pa:ss"))
    #expect(proxy.server(scheme: "http", host: "x.org") == .init(host: "plain.example", port: 80))
    #expect(proxy.server(scheme: "https", host: "x.org")?.host == "proxy.example")
    for host in ["localhost", "a.corp.example", "A.Corp.Example", "10.0.0.1"] {
      #expect(proxy.server(scheme: "https", host: host) == nil)
    }
    #expect(proxy.server(scheme: "https", host: "notcorp.example") != nil)
    #expect(ProxySettings(variables: ["HTTPS_PROXY": "", "no_proxy": "*"]).https == nil)
  }

  @Test(arguments: [
    ("share/**", "share/doc/a", true), ("share/**", "share", true), ("share/**", "shared/a", false),
    ("**/*.pyc", "a/b/c.pyc", true),
    ("**/*.pyc", "c.pyc", true), ("*.py", "a/b.py", false), ("a?c", "abc", true), ("a*d*f", "abcdef", true),
    ("a*d*f", "abcde", false),
  ])
  func patterns(_ pattern: String, _ path: String, _ expected: Bool) { #expect(PathPattern(pattern).matches(path) == expected) }

  @Test func answersDecideHowAFetchGoesOn() {
    #expect(FetchOutcome(status: 200, range: nil, offset: 5) == .startOver)
    #expect(FetchOutcome(status: 206, range: "bytes 5-9/10", offset: 5) == .append)
    #expect(FetchOutcome(status: 206, range: "bytes 50-99/100", offset: 5) == .askForAll)
    #expect(FetchOutcome(status: 206, range: nil, offset: 5) == .askForAll)
    #expect(FetchOutcome(status: 416, range: nil, offset: 5) == .askForAll)
    for status: UInt in [408, 429, 500, 503] {
      if case .retry = FetchOutcome(status: status, range: nil, offset: 0) {} else { Issue.record("\(status)") }
    }
    for status: UInt in [301, 401, 403, 404, 410, 416] {
      if case .giveUp = FetchOutcome(status: status, range: nil, offset: 0) {} else { Issue.record("\(status)") }
    }
  }

  @Test func addressesAreSorted() {
    #expect(ArtifactLocation(url: "https://u:p@h.example:8443/a") == .web(scheme: "https", host: "h.example"))
    #expect(ArtifactLocation(url: "file:///opt/a%20b%2Bc.whl") == .file("/opt/a b+c.whl"))
    for url in ["ftp://h/a", "file://host/a", "file:///a%00b", "https:///a", "a.whl"] {
      #expect(ArtifactLocation(url: url) == nil)
    }
  }

  @Test func sumsThatAreNoneAreRefused() {
    for sum in ["", "abc", String(repeating: "g", count: 64), String(repeating: "../", count: 22)] {
      #expect(throws: Problem.self) { try Artifact(name: "a", url: "https://h/a", sha256: sum, size: nil) }
    }
  }

  @Test func aptNamesPackages() throws {
    let output = """
      'http://h/debian/pool/main/r/ruby/ruby_3.1_amd64.deb' ruby_1%3a3.1_amd64.deb 5900 MD5Sum:d41d8cd98f00b204e9800998ecf8427e
      'http://h/debian/pool/main/p/python3/python3_3.11.2-1+b1_amd64.deb' python3_3.11.2-1+b1_amd64.deb 26300\u{20}
      """
    let packages = try DebianPackage.list(in: output)
    #expect(packages.map(\.selector) == ["ruby:amd64=1:3.1", "python3:amd64=3.11.2-1+b1"])
    #expect(throws: Problem.self) { try DebianPackage.list(in: "'http://h/x' what 1") }
  }

  @Test func stanzasAreRead() {
    let text = "Package: a\nVersion: 1:2\nDescription: x\n more: text\n\n\n\nPackage: b\n"
    #expect(Array(ControlStanzas(text)) == [["Package": "a", "Version": "1:2", "Description": "x"], ["Package": "b"]])
  }

  @Test func mirrorsAreThoseOfTheSuite() {
    func line(_ origin: String, _ uri: String, _ release: String, _ component: String = "main", _ by: String = "Packages")
      -> String
    {
      [origin, "stable", "bookworm", uri, release, component, by].joined(separator: "\t")
    }
    let targets = [
      line("Debian", "http://m/debian/", "bookworm"), line("Debian", "http://m/debian/", "bookworm", "main", "Translations"),
      line("Debian", "http://m/debian/", "bookworm", "contrib"), line("Debian", "http://m/sec/", "bookworm-security"),
      line("Other", "http://evil/", "bookworm"), line("Debian", "http://m/debian/", "sid"),
    ]
    let lines = DebianMachine.lines(in: targets.joined(separator: "\n"), suite: "bookworm")
    #expect(lines == ["deb http://m/debian/ bookworm main", "deb http://m/sec/ bookworm-security main"])
    #expect(DebianMachine.lines(in: targets[3], suite: "bookworm") == [])
  }

  @Test func keysOfABaseAreTheBasesOwn() {
    let text = "deb [signed-by=/usr/share/keyrings/k.gpg] http://m bookworm main"
    #expect(AptSources.rebased(text, onto: "/b") == "deb [signed-by=/b/usr/share/keyrings/k.gpg] http://m bookworm main")
  }
}
