import RoostGateway
import RoostModel
import RoostTestSupport
import Testing

/// Python's `h2`: a client that refuses what breaks the protocol on its side.
@Suite struct PythonHTTP2Tests {
  /// Uploads and downloads at once on eight streams, keeping its windows small, and reads trailers.
  private static let script = """
    import socket, sys
    import h2.connection, h2.config, h2.events
    connection = h2.connection.H2Connection(h2.config.H2Configuration(client_side=True))
    peer = socket.create_connection(("127.0.0.1", int(sys.argv[1])), 30)
    connection.initiate_connection()
    size = 1 << 20
    left, got, trailers, done = {}, {}, {}, set()
    for _ in range(8):
        stream = connection.get_next_available_stream_id()
        connection.send_headers(stream, [(":method", "POST"), (":scheme", "http"), (":authority", "h"), (":path", "/app/shop/")])
        left[stream], got[stream] = size, 0
    def send():
        for stream in list(left):
            while left[stream]:
                count = min(left[stream], connection.local_flow_control_window(stream), connection.max_outbound_frame_size)
                if not count:
                    break
                left[stream] -= count
                connection.send_data(stream, b"a" * count, end_stream=left[stream] == 0)
        peer.sendall(connection.data_to_send())
    send()
    while len(done) < 8:
        data = peer.recv(65536)
        if not data:
            sys.exit("closed")
        for event in connection.receive_data(data):
            if isinstance(event, h2.events.DataReceived):
                got[event.stream_id] += len(event.data)
                connection.acknowledge_received_data(event.flow_controlled_length, event.stream_id)
            elif isinstance(event, h2.events.TrailersReceived):
                trailers[event.stream_id] = dict(event.headers)
            elif isinstance(event, h2.events.StreamEnded):
                done.add(event.stream_id)
            elif isinstance(event, (h2.events.StreamReset, h2.events.ConnectionTerminated)):
                sys.exit(repr(event))
        send()
    print(sorted(got.values()) == [size] * 8, [value for _, fields in sorted(trailers.items()) for value in fields.values()].count(b"7") or trailers)
    """

  @Test func eightStreamsBothWays() async throws {
    let app = try TestApp { socket in
      let reader = MessageReader(socket)
      while try reader.head() != nil {
        try socket.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        try PythonHTTP2Tests.echo(reader)
        try socket.send("0\r\nX-Sum: 7\r\n\r\n")
      }
    }
    let result = try await withGateway { (gateway, port) async throws in
      gateway.setRoute(try name("shop"), to: app.target())
      return try await TestProcess(EchoServer.python, ["-c", PythonHTTP2Tests.script, "\(port)"]).finish()
    }
    #expect(result.output.hasPrefix("True"), "\(result.output) \(result.errors)")
    #expect(result.output.hasSuffix("8\n"), "\(result.output)")
  }

  /// Each chunk of the request becomes one of the response before the next is read.
  private static func echo(_ reader: MessageReader) throws {
    while true {
      while !reader.buffer.contains(10) { guard try reader.more() else { return } }
      let line = reader.buffer.prefix { $0 != 13 }
      reader.buffer.removeFirst(line.count + 2)
      let size = Int(String(decoding: line, as: UTF8.self), radix: 16) ?? 0
      guard let chunk = try reader.take(size + 2), size > 0 else { return }
      try reader.socket.send(Array(line) + [13, 10] + chunk)
    }
  }
}
