/// One request, as a line of an access log holds it: a JSON object with these keys.
///
/// Bytes of a request that are not printable ASCII are written as the characters of the same number, so a line is ASCII
/// whatever a client sent.
package struct AccessRecord: Codable, Sendable, Equatable {
  /// When the answer ended: `2026-11-21T20:30:01.123Z`.
  package var time: String
  /// X-Request-Id, as the app and the client got it.
  package var id: String
  /// Of a valid `traceparent`.
  package var trace: String?
  package var client: String
  package var method: String
  package var host: String
  /// Without the query, in which secrets stand.
  package var path: String
  /// 499 when the client left before there was an answer.
  package var status: Int
  /// Whether the answer broke off.
  package var aborted: Bool
  /// Bytes, heads included.
  package var received: Int
  package var sent: Int
  /// Microseconds from the whole head to the end of the answer.
  package var duration: Int
  /// Microseconds until the app's answer began; missing where the gateway answered.
  package var upstream: Int?
  /// `HTTP/1.1`
  package var `protocol`: String
  package var tls: Bool
  package var agent: String

  package init(
    time: String, id: String, trace: String? = nil, client: String, method: String, host: String, path: String, status: Int,
    aborted: Bool, received: Int, sent: Int, duration: Int, upstream: Int? = nil, protocol: String, tls: Bool, agent: String
  ) {
    self.time = time
    self.id = id
    self.trace = trace
    self.client = client
    self.method = method
    self.host = host
    self.path = path
    self.status = status
    self.aborted = aborted
    self.received = received
    self.sent = sent
    self.duration = duration
    self.upstream = upstream
    self.protocol = `protocol`
    self.tls = tls
    self.agent = agent
  }
}
