import RoostModel
import Testing

@testable import RoostApps

@Suite struct CrashDiagnosisTests {
  private func hints(_ exit: ExitReason, _ lines: String...) throws -> [String] {
    CrashDiagnosis(app: try AppName("shop"), exit: exit, lines: lines).hints
  }

  @Test(
    arguments: [
      ("Error: Cannot find module 'express'", "express"),
      ("Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'left-pad' imported from /app/server.mjs", "left-pad"),
      ("ModuleNotFoundError: No module named 'flask_login'", "flask_login"),
      ("<internal:rubygems>: cannot load such file -- sinatra (LoadError)", "sinatra"),
      ("modprobe: No module named", nil), ("everything is fine", nil),
    ] as [(String, String?)])
  func modules(_ line: String, _ expected: String?) {
    #expect(CrashDiagnosis.module(in: line) == expected)
  }

  @Test(
    arguments: [
      ("KeyError: 'SECRET_KEY'", "SECRET_KEY"), ("KeyError (key not found: \"DATABASE_URL\")", "DATABASE_URL"),
      ("Error: environment variable STRIPE_KEY is required", "STRIPE_KEY"),
      ("django.core.exceptions.ImproperlyConfigured: Set the SECRET_KEY2 environment variable", "SECRET_KEY2"),
      ("REDIS_URL is not set", "REDIS_URL"), ("KeyError: 'name'", nil), ("GET / 200 OK", nil),
    ] as [(String, String?)])
  func variables(_ line: String, _ expected: String?) {
    #expect(CrashDiagnosis.variable(in: line) == expected)
  }

  @Test func theEndAndTheLastLinesAreBothRead() throws {
    #expect(try hints(.outOfMemory).first?.contains("limits: {memory") == true)
    #expect(try hints(.exited(127)).first?.contains("runtimes:") == true)
    #expect(try hints(.exited(1), "Error: listen EADDRINUSE: address already in use :::3000").first?.contains("port") == true)
    #expect(try hints(.exited(1), "KeyError: 'API_KEY'").first?.contains("roost app env set shop API_KEY=") == true)
    #expect(try hints(.exited(1), "nothing to see").isEmpty)
    // The newest line counts most, and nothing is said twice.
    let both = try hints(.exited(1), "No module named 'a'", "No module named 'b'", "No module named 'b'")
    #expect(both.count == 2 && both[0].contains("'b'"))
  }
}

@Suite struct BootOrderTests {
  private func order(_ needs: [String: [String]]) throws -> BootOrder {
    var named: [AppName: [AppName]] = [:]
    for (name, wanted) in needs { named[try AppName(name)] = try wanted.map { try AppName($0) } }
    return BootOrder(named)
  }

  @Test func eachLevelNeedsThoseBeforeIt() throws {
    let found = try order(["web": ["back", "cache"], "back": ["db"], "db": [], "cache": [], "blog": ["elsewhere"]])
    #expect(found.levels.map { $0.map(\.text) } == [["blog", "cache", "db"], ["back"], ["web"]])
    #expect(found.circle.isEmpty)
  }

  @Test func aCircleComesLast() throws {
    let found = try order(["aa": ["bb"], "bb": ["aa"], "cc": [], "dd": ["aa"]])
    #expect(found.levels.map { $0.map(\.text) } == [["cc"]])
    #expect(found.circle.map(\.text) == ["aa", "bb", "dd"])
  }
}
