import RoostModel
import Testing

@Suite struct AppFilesTests {
  @Test(arguments: [
    ("", "/"), ("/", "/"), ("src", "/src"), ("/src/index.js", "/src/index.js"), ("/src/", "/src"), ("//src", "/src"),
    ("/a b/…", "/a b/…"), ("/...", "/..."), ("/%2e%2e", "/%2e%2e"), ("/..\\x", "/..\\x"), (".ssh/\u{301}x", "/.ssh/\u{301}x"),
  ])
  func aPathIsMadeOfNames(text: String, expected: String) throws {
    let path = try AppFilePath(text)
    #expect(path.text == expected)
    #expect(!path.relative.hasPrefix("/") && !path.relative.isEmpty)
  }

  @Test(arguments: [
    "..", "/..", "/../etc/passwd", "/src/../../etc", "/src/..", "/.", "/./src", "/src//index.js", "/src/\0", "/a/b/../c",
    "/" + String(repeating: "n", count: 256), String(repeating: "/abc", count: 1100),
    "/a/../\u{301}b", "../\u{301}",
  ])
  func noPathLeadsUp(text: String) {
    #expect(throws: Problem.self) { try AppFilePath(text) }
  }

  @Test(arguments: [
    ".env", ".env.production", ".ssh/\u{301}x", "/deep/.ENV", "server.key", "tls/chain.pem", "id_rsa", ".ssh/config",
    ".git/config", ".npmrc",
    "config/master.key", "keystore.jks", "production.env", ".aws/credentials",
  ])
  func namesOfSecretsAreKnown(path: String) throws {
    #expect(SecretFiles.holds(try AppFilePath(path)))
  }

  @Test(arguments: [
    "", "index.js", ".env.example", ".env.sample", "id_rsa.pub", "environment.ts", "keys.js", "README.md", ".gitignore",
    "src/monkey",
  ])
  func otherNamesAreNoSecrets(path: String) throws {
    #expect(!SecretFiles.holds(try AppFilePath(path)))
  }
}

@Suite struct LogLevelTests {
  @Test(
    arguments: [
      ("ERROR could not connect", .error), ("2026-11-22 10:00:00,123 - app - WARNING - slow", .warning), ("[info] ready", .info),
      ("error: no such file", .error), ("warn: deprecated", .warning), (#"{"level":"error","msg":"x"}"#, .error),
      (#"{"level":30,"msg":"info"}"#, .info), (#"{"level":50,"time":1}"#, .error), (#"{"level":20}"#, .debug),
      ("level=warning msg=\"an error\"", .warning), ("ValueError: invalid literal", .error),
      ("Traceback (most recent call last):", .error),
      ("\u{1B}[31mFATAL\u{1B}[0m gone", .error), ("DEBUG x", .debug), ("java.lang.NullPointerException: null", .error),
      ("<error> x", .error), ("INFO an ERROR was mended", .info), ("panic: runtime", .error),
    ] as [(String, LogLevel)])
  func aLineSaysHowBadItIs(line: String, level: LogLevel) {
    #expect(LogLevel.of(line) == level)
  }

  @Test(arguments: [
    "", "no error was found", "listening on :3000", "information for you", "GET /errors 200", "terror: night", "\u{1B}[",
    "\u{1B}[31",
    "Errors are counted", "the level is high", "level=", "\"level\":",
  ])
  func aLineThatSaysNothingOfItHasNoLevel(line: String) { #expect(LogLevel.of(line) == nil) }

  @Test func theEndOfALongLineIsNotReached() {
    #expect(LogLevel.of(String(repeating: "x ", count: 200) + "ERROR") == nil)
  }

  @Test func aFilterTakesThatBadAndWorseOfOneStream() {
    let filter = LogFilter(channel: .standardError, level: .warning)
    #expect(filter.looksAtLines)
    #expect(filter.includes("WARN a", of: .standardError) && filter.includes("ERROR a", of: .standardError))
    #expect(!filter.includes("WARN a", of: .standardOutput) && !filter.includes("INFO a", of: .standardError))
    #expect(!filter.includes("plain", of: .standardError))
    #expect(LogFilter().includes("plain", of: .terminal) && !LogFilter().looksAtLines)
  }
}
