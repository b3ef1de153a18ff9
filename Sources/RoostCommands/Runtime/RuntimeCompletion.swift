import ArgumentParser
import RoostDaemon
import RoostModel

/// Names for the shell's completion, from the catalogue and the disk: no daemon, no network.
enum RuntimeCompletion {
  /// Every runtime of the catalogue; after an `@` its versions.
  static var known: CompletionKind { kind { names, word in word.contains("@") ? names.versions : names.runtimes } }
  /// What is installed: names where there is one version, otherwise each with its version.
  static var installed: CompletionKind { kind { names, _ in names.installed } }
  static var profiles: CompletionKind { kind { names, _ in names.profiles } }
  static var knownAndProfiles: CompletionKind {
    kind { names, word in word.contains("@") ? names.versions : names.profiles + names.runtimes }
  }
  static var transactions: CompletionKind { kind { names, _ in names.transactions } }

  private static func kind(_ names: @escaping @Sendable (KnownNames, _ word: String) -> [String]) -> CompletionKind {
    .custom { (words: [String], index: Int, _: String) async in
      do throws(Problem) {
        let home = words.firstIndex(of: "--home").flatMap { words.indices.contains($0 + 1) ? words[$0 + 1] : nil }
        let known = try await DaemonEntry.names(in: try Surroundings.current().home(option: home))
        return names(known, words.indices.contains(index) ? words[index] : "")
      } catch {
        // A completion has nowhere to say what went wrong; the command itself will.
        return []
      }
    }
  }
}
