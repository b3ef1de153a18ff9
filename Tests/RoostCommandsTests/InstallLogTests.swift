import ArgumentParser
import RoostCatalog
import RoostModel
import Testing

@testable import RoostCommands

@Suite struct InstallLogTests {
  @Test func linesHaveTimeLevelAndComponent() {
    #expect(InstallLog.text(seconds: 1_749_949_579, microseconds: 463_527) == "2025-06-15T01:06:19.463527Z")
    #expect(InstallLog.text(seconds: 0, microseconds: 7) == "1970-01-01T00:00:00.000007Z")
    #expect(InstallLog.line(of: .stage("install", detail: "nodejs npm"))?.1 == "install: nodejs npm")
    #expect(InstallLog.line(of: .warning("old lists"))?.0 == .warning)
    #expect(InstallLog.line(of: .output("Unpacking"))?.0 == .debug)
    #expect(InstallLog.line(of: .finished("install", seconds: 1.234))?.1 == "install ended seconds=1.23")
    #expect(InstallLog.line(of: .transfer("download", done: ByteCount(1), total: nil)) == nil)
  }

  @Test func whereFeaturesComeFrom() async throws {
    var command = try await command("nodejs", "--features", "python,go")
    #expect(try FeatureChoice(command: command).choose(variable: "ruby").specifiers == ["python", "go", "nodejs"])
    command = try await self.command()
    #expect(try FeatureChoice(command: command).choose(variable: "ruby deno").specifiers == ["ruby", "deno"])
    #expect(try FeatureChoice(command: command).choose(variable: "").specifiers == [])
    #expect(throws: Problem.self) { try FeatureChoice(command: command).choose(variable: nil) }
  }

  private func command(_ words: String...) async throws -> InstallCommand {
    try #require(try await RoostCommand.asyncParseAsRoot(["install"] + words) as? InstallCommand)
  }
}
