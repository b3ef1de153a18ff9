import Logging
import RoostCertificates
import RoostGateway
import RoostModel
import RoostSystem
import ServiceLifecycle
import Synchronization

/// Gives the gateway the certificates that lie in the home, at its start and whenever one of the files changes.
///
/// A file that cannot be used changes nothing: what it held before is served on, and the log says why.
final class CertificateService: Service {
  private struct State {
    /// The last that could be used of each file that is there.
    var good: [String: GatewayCertificate] = [:]
    var told: [String: Problem] = [:]
  }

  private let directory: CertificateDirectory
  private let gateway: Gateway
  private let logger: Logger
  private let state = Mutex(State())

  init(directory: CertificateDirectory, gateway: Gateway, logger: Logger) {
    self.directory = directory
    self.gateway = gateway
    self.logger = logger
  }

  /// Blocking work away from the pool. Throws only when the directory itself cannot be read or made.
  func load() async throws(Problem) {
    let directory = directory
    let found = try await BlockingWork.run { () throws(Problem) in
      try directory.prepare()
      return try directory.labels().map { label in (label, CertificateService.read(label, in: directory)) }
    }
    apply(found)
  }

  func run() async throws {
    let watch = try DirectoryWatch(directory.path)
    try await load()
    for await _ in watch.changes.cancelOnGracefulShutdown() {
      do throws(Problem) {
        try await load()
      } catch {
        logger.error("certificates cannot be read", metadata: ["problem": "\(error.message)"])
      }
    }
    watch.end()
  }

  private static func read(_ label: CertificateLabel, in directory: CertificateDirectory) -> Result<CertificatePair?, Problem> {
    Result { () throws(Problem) in try directory.read(label) }
  }

  private func apply(_ found: [(label: CertificateLabel, result: Result<CertificatePair?, Problem>)]) {
    let (certificates, faults, changed) = state.withLock { state in
      let before = state
      state = State()
      for (label, result) in found {
        switch result {
        case .success(let pair): state.good[label.text] = pair.map { GatewayCertificate($0, label: label) }
        case .failure(let problem):
          state.good[label.text] = before.good[label.text]
          state.told[label.text] = problem
        }
      }
      let faults = state.told.filter { before.told[$0.key] != $0.value }
      return (Array(state.good.values), faults, state.good != before.good)
    }
    for (label, problem) in faults { tell(label, problem) }
    guard changed else { return }
    for fault in gateway.setCertificates(certificates) { tell(fault.label, fault.problem) }
    logger.info(
      "certificates in use", metadata: ["tls.certificates": "\(certificates.map(\.label).sorted().joined(separator: ", "))"])
  }

  private func tell(_ label: String, _ problem: Problem) {
    logger.error(
      "certificate not usable, what was served before stays",
      metadata: ["tls.certificate": "\(label)", "problem": "\(problem.message)", "hint": "\(problem.hint)"])
  }
}

extension GatewayCertificate {
  fileprivate init(_ pair: CertificatePair, label: CertificateLabel) {
    self.init(label: label.text, names: pair.names, isFallback: label == .fallback, chain: pair.chain, key: pair.key)
  }
}
