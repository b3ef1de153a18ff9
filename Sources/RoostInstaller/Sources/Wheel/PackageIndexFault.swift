import RoostModel

/// What pip's complaint means. Pure.
struct PackageIndexFault {
  let package: String
  let output: String

  /// Words of pip and of the C library that say that nobody answered.
  private static let signs = [
    "Retrying (", "Max retries exceeded", "Temporary failure in name resolution", "Connection refused", "timed out",
    "ProxyError", "SSLError", "Network is unreachable",
  ]

  var problem: Problem {
    let lines = output.split(whereSeparator: \.isNewline).suffix(6).joined(separator: "\n")
    if PackageIndexFault.signs.contains(where: output.contains) {
      return Problem(
        .downloadFailed, "the Python package index does not answer",
        hint: "check the connection and pip's settings: pip config list; python3 -m pip index versions \(package)", cause: lines)
    }
    if output.contains("DO NOT MATCH THE HASHES") {
      return Problem(
        .downloadCorrupt, "the Python package index and its files do not agree about '\(package)'",
        hint: "nothing was installed; check the mirror or proxy: pip config list", cause: lines)
    }
    if output.contains("No matching distribution found") {
      return Problem(
        .runtimeVersionUnavailable, "the Python package index has no '\(package)' for this machine",
        hint: "see which versions there are: python3 -m pip index versions \(package)", cause: lines)
    }
    return Problem(
      .toolFailed, "pip could not be asked about '\(package)'",
      hint: "run it by hand to see more: python3 -m pip index versions \(package)", cause: lines)
  }
}
