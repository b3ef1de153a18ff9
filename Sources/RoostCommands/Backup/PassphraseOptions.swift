import ArgumentParser
import RoostModel

/// How a passphrase is said: never on the command line, which others can see.
struct PassphraseOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("A file with the passphrase in its first line; '-' is standard input.", valueName: "file"),
    completion: .file())
  var passphraseFile: String?
  @Flag(help: "Ask for the passphrase.")
  var ask = false

  func validate() throws {
    if passphraseFile != nil, ask { throw ValidationError("--passphrase-file and --ask exclude each other.") }
  }

  /// `nil` when none is wanted. A new one is asked for twice.
  func passphrase(isNew: Bool, asks: Bool = false, _ console: Console) async throws(Problem) -> String? {
    if let passphraseFile {
      let line = try ProjectFile.read(passphraseFile).prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
      return try PassphraseOptions.checked(String(decoding: line, as: UTF8.self))
    }
    guard ask || asks else { return nil }
    guard let first = await HiddenLine.read("Passphrase: ", console: console) else { return try PassphraseOptions.checked("") }
    if isNew, console.surroundings.interactive {
      guard await HiddenLine.read("Once more: ", console: console) == first else {
        throw Problem(.usageInvalid, "the two are not the same", hint: "type it again")
      }
    }
    return try PassphraseOptions.checked(first)
  }

  private static func checked(_ text: String) throws(Problem) -> String {
    try Passphrase.check(text)
    return text
  }
}
