import RoostModel
import RoostSystem

extension GitProgram {
  func failure(_ result: CommandResult) -> Problem {
    let text = result.standardError
    let said = text.split(whereSeparator: \.isNewline).map { SourceText.line(String($0)) }
    let cause = said.isEmpty ? nil : said.suffix(8).joined(separator: "\n")
    let (code, message, hint) = diagnosis { parts in parts.contains { text.contains($0) } }
    return Problem(code, message, hint: hint, cause: cause)
  }

  private func diagnosis(_ says: ([String]) -> Bool) -> (ProblemCode, String, String) {
    let url = address.url
    if says([
      "Authentication failed", "could not read Username", "could not read Password", "Permission denied (", "Access denied",
    ]) {
      let cure =
        address.transport == .ssh ? "a private key that it knows: --key-file FILE" : "a token that may read it: --token-file FILE"
      return (.permissionDenied, "\(url) does not let Roost in", "name \(cure)")
    }
    if says(["couldn't find remote ref", "not our ref"]) {
      return (
        .downloadFailed, "\(url) has no \(checkout.reference?.text ?? "default branch")", "see what it has: git ls-remote \(url)"
      )
    }
    if says(["REMOTE HOST IDENTIFICATION HAS CHANGED"]) {
      return (
        .hostKeyChanged, "\(address.host) shows another key than the one it is known by",
        keyHint("if that is right, name the new one")
      )
    }
    if says(["Host key verification failed"]) {
      return (.hostKeyUnknown, "the key of \(address.host) is not known, so anybody could be there", keyHint("name it"))
    }
    if says(["No space left on device"]) {
      return (.diskFull, "no space left while fetching \(url)", "free some space: df -h")
    }
    if says(["Could not resolve host"]) {
      return (.downloadFailed, "the host \(address.host) is not known", "check its name: getent ahosts \(address.host)")
    }
    if says(["returned error: 5"]) {
      return (.downloadFailed, "\(address.host) answers with an error of its own", "ask again later: git ls-remote \(url)")
    }
    if says(["Operation too slow", "timed out"]) {
      return (.downloadFailed, "\(address.host) does not answer", "ask again later: git ls-remote \(url)")
    }
    return (.downloadFailed, "\(url) could not be fetched", "see what it answers: git ls-remote \(url)")
  }

  private func keyHint(_ what: String) -> String {
    let port = address.port.map { "-p \($0) " } ?? ""
    return "\(what), once compared with what its operator says: ssh-keyscan \(port)\(address.host) > host.key; "
      + "then --known-host host.key"
  }
}
