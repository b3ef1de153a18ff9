import ArgumentParser
import RoostDaemon
import RoostModel

/// Names for the shell's completion, from the catalogue and the disk: no daemon, no network.
enum RuntimeCompletion {
  /// Every runtime of the catalogue.
  static var known: CompletionKind { kind { $0.runtimes } }
  /// What is installed: names where there is one version, otherwise each with its version.
  static var installed: CompletionKind { kind { $0.installed } }
  static var profiles: CompletionKind { kind { $0.profiles } }
  static var knownAndProfiles: CompletionKind { kind { $0.profiles + $0.runtimes } }
  static var transactions: CompletionKind { kind { $0.transactions } }

  private static func kind(_ names: @escaping @Sendable (KnownNames) -> [String]) -> CompletionKind {
    .custom { (words: [String], _: Int, _: String) async in
      do throws(Problem) {
        let home = words.firstIndex(of: "--home").flatMap { words.indices.contains($0 + 1) ? words[$0 + 1] : nil }
        return names(try await DaemonEntry.names(in: try Surroundings.current().home(option: home)))
      } catch {
        // A completion has nowhere to say what went wrong; the command itself will.
        return []
      }
    }
  }
}
