extension VerifyStep {
  /// The version that a program says it is: what stands where the expected line has `{version}`. `nil` when the step does
  /// not ask for it, or has to be told the version itself.
  package func version(in output: String) -> String? {
    guard case .line(let template) = expect, !run.contains(where: { $0.contains("{version}") }) else { return nil }
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
