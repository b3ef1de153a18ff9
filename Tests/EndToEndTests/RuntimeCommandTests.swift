import Foundation
import RoostModel
import RoostTestSupport
import Testing

extension EndToEndSerial {
  /// The commands about runtimes as a user runs them, in a home of their own without a daemon.
  @Suite struct RuntimeCommandTests {
    private struct Line<Result: Decodable>: Decodable { var result: Result? }

    private func result<Result: Decodable>(_ output: CommandOutput, _ type: Result.Type) throws -> Result {
      let last = try #require(output.output.split(separator: "\n").last, "\(output.errors)")
      return try #require(try JSONDecoder().decode(Line<Result>.self, from: Data(last.utf8)).result, "\(output.output)")
    }

    /// In the shared home, which has the base, and without a daemon.
    private func roost(_ arguments: String...) async throws -> CommandOutput {
      let variables = ["ROOST_HOME": RoostFixture.sharedHome, "NO_COLOR": "1"]
      return try await TestProcess(RoostFixture.executable, arguments, variables: variables, directory: "/srv").finish()
    }

    @Test func anAssetIsInstalledUndoneAndBroughtBack() async throws {
      #expect(try await roost("runtime", "install", "debian").status == 0)
      _ = try await roost("runtime", "remove", "xterm-assets")
      let plan = try await roost("runtime", "install", "xterm-assets", "--dry-run", "--detailed-exitcode", "--json")
      #expect(plan.status == 3, "\(plan.errors)")
      let first = try await roost("runtime", "install", "xterm-assets", "--json")
      #expect(first.status == 0, "\(first.errors)")
      #expect(first.output.contains(#"{"progress":"#))
      let installed = try result(first, InstallResult.self)
      #expect(installed.installed.count == 1)
      let number = try #require(installed.transaction)
      #expect(try await roost("runtime", "install", "xterm-assets").output.hasSuffix("Nothing had to be done.\n"))
      #expect(try await roost("runtime", "install", "xterm-assets", "--dry-run", "--detailed-exitcode").status == 0)
      #expect(try await roost("undo", "\(number)", "--dry-run", "--detailed-exitcode").status == 3)
      #expect(try await roost("undo").status == 2, "it asks about the newest, and nobody is here")
      let undone = try result(try await roost("undo", "\(number)", "--yes", "--json"), TransactionRecord.self)
      #expect(undone.undoes == number)
      let left = try await roost("runtime", "list", "--installed", "--json").decoded([RuntimeSummary].self)
      #expect(!left.contains { $0.runtime.text == "xterm-assets" })
      #expect(try await roost("history", "\(number)").output.contains("Undone by    transaction \(undone.id)"))
    }

    @Test func mistakesAreExplained() async throws {
      let unknown = try await roost("runtime", "install", "nodesj")
      #expect(unknown.status == 4 && unknown.errors.contains("did you mean nodejs?"), "\(unknown.errors)")
      #expect(try await roost("runtime", "install").status == 2)
      #expect(try await roost("undo", "1000000").status == 4)
      #expect(try await roost("bundle", "verify", "/etc/hostname").status == 5)
      #expect(try await roost("events").status == 20, "events are the daemon's")
      #expect(try await roost("profile", "show", "nosuch").status == 4)
      #expect(try await roost("run", "--", "true").status != 0)
    }
  }
}
