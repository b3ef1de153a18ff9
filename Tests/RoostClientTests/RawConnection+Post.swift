extension RawConnection {
  /// One request with a body; the whole answer.
  static func post(_ path: String, _ body: String, to socket: String) async throws -> String {
    let connection = try await RawConnection.open(socket)
    try await connection.send(
      "POST \(path) HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
    return await connection.readAll()
  }
}
