extension VerifyStep {
  /// The version that a program says it is: what stands where the expected line has `{version}`, or the first number with a dot
  /// in what a question for the version answers. `nil` when the step does not ask for it, or has to be told it itself.
  package func version(in output: String) -> String? {
    guard !run.contains(where: { $0.contains("{version}") }) else { return nil }
    switch expect {
    case .line(let template): return version(in: output, at: template)
    case .pattern: return asksForVersion ? VerifyStep.firstVersion(in: output) : nil
    }
  }

  /// `docker --version`, `java -version`, `nginx -v`, `kubectl version --client`; also as the one command of a shell's line.
  private var asksForVersion: Bool {
    let words = run.dropFirst().filter { !$0.contains(";") && !$0.contains("&&") }.flatMap { $0.split(separator: " ") }
    return words.contains { ["--version", "-version", "version", "-v", "-V"].contains($0) }
  }

  /// `27.1` of `Docker version 27.1-beta, build 1`; numbers without a dot are left to other steps.
  private static func firstVersion(in output: String) -> String? {
    for word in output.prefix(4096).split(whereSeparator: { $0.isWhitespace || "\"(),/".contains($0) }) {
      let digits = word.drop { !$0.isNumber }.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
      let lead = word.prefix { !$0.isNumber }
      let parts = digits.split(separator: ".", omittingEmptySubsequences: true)
      if parts.count > 1, lead.count <= 2 { return parts.joined(separator: ".") }
    }
    return nil
  }

  private func version(in output: String, at template: String) -> String? {
    let parts = template.split(separator: "{version}", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    for line in output.split(whereSeparator: \.isNewline) where line.hasPrefix(parts[0]) {
      let rest = line.dropFirst(parts[0].count)
      let end = parts[1].isEmpty ? rest.firstIndex(of: " ") ?? rest.endIndex : rest.firstRange(of: parts[1])?.lowerBound
      guard let end, let first = rest.first, first.isNumber else { continue }
      return String(rest[..<end])
    }
    return nil
  }
}
