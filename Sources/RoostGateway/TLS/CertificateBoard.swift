import NIOSSL
import RoostModel
import Synchronization

/// The certificates in use, looked up once for each connection and swapped at once for all. Connections keep what they began with.
final class CertificateBoard: Sendable {
  private struct Entry {
    let certificate: GatewayCertificate
    let context: NIOSSLContext
  }

  private struct State {
    var table = HostNameTable<NIOSSLContext>()
    /// By label: what did not change keeps its context, and so the sessions that clients may resume.
    var made: [String: Entry] = [:]
  }

  private let state = Mutex(State())
  private let protocols: [String]

  /// `protocols` are offered to clients, the preferred first.
  init(protocols: [String]) { self.protocols = protocols }

  /// The context for a connection: by the name the client wants, or, when it names none, by the address it came to.
  func context(for name: String?, at address: String?) -> NIOSSLContext? {
    state.withLock { state in
      if name == nil, let address, let context = state.table.named(address) { return context }
      return state.table.value(for: name)
    }
  }

  /// What a client that wants this host would get; `nil` is a refusal.
  func match(_ name: String) -> CertificateMatch? {
    state.withLock { state in
      if state.table.isNamed(name) { return .named }
      return state.table.value(for: name) == nil ? nil : .fallback
    }
  }

  /// Returns what cannot be used, with the reason; of those, what was in use before under the same label stays.
  func replace(_ certificates: [GatewayCertificate]) -> [(label: String, problem: Problem)] {
    let before = state.withLock { $0.made }
    var made: [String: Entry] = [:]
    var faults: [(label: String, problem: Problem)] = []
    for certificate in certificates {
      do throws(Problem) {
        made[certificate.label] = try entry(certificate, before[certificate.label])
      } catch {
        faults.append((certificate.label, error))
        made[certificate.label] = before[certificate.label]
      }
    }
    let next = State(table: CertificateBoard.table(made), made: made)
    state.withLock { $0 = next }
    return faults
  }

  private func entry(_ certificate: GatewayCertificate, _ before: Entry?) throws(Problem) -> Entry {
    if let before, before.certificate == certificate { return before }
    return Entry(certificate: certificate, context: try ServerContext(certificate, protocols: protocols).make())
  }

  /// In the order of labels, so that two certificates for one name do not take turns.
  private static func table(_ made: [String: Entry]) -> HostNameTable<NIOSSLContext> {
    var table = HostNameTable<NIOSSLContext>()
    for (_, entry) in made.sorted(by: { $0.key < $1.key }) {
      for name in entry.certificate.names { table.add(entry.context, for: name) }
      if entry.certificate.isFallback { table.fallback = entry.context }
    }
    return table
  }
}
