import RoostModel

/// `rust-toolchain` and `rust-toolchain.toml`: a channel alone, or a table with one.
struct RustToolchain {
  let file: VersionFile

  func find(in text: String) throws(DocumentFault) -> VersionFinding? {
    if text.contains("[toolchain]") {
      let document = try TOMLReader.read(text, file: file.file)
      guard let channel = document.at("toolchain.channel"), let name = channel.text else { return nil }
      return finding(name, line: channel.position.line, says: "toolchain.channel is \"\(name)\"")
    }
    guard let found = VersionLines(text).first(file), case .version(let name) = found.content else { return nil }
    return finding(name, line: found.evidence.line ?? 1, says: found.evidence.says)
  }

  /// `1.75.0-x86_64-unknown-linux-gnu` also names the machine it is for.
  private func finding(_ channel: String, line: Int, says: String) -> VersionFinding? {
    let name = channel.prefix { $0 != "-" }
    guard name != "nightly", name != "beta" else {
      return VersionFinding(
        .unclear("only finished versions of Rust can be installed; write one, or stable"), in: file, line: line, says: says)
    }
    return .version(String(name), in: file, line: line, says: says)
  }
}
