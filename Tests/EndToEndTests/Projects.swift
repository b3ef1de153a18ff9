/// Small apps the tests deploy.
enum Projects {
  static func node(_ script: String) -> [String: String] {
    ["package.json": #"{"name": "probe", "private": true, "scripts": {"start": "node server.js"}}"#, "server.js": script]
  }

  /// Answers with the text.
  static func hello(_ text: String) -> [String: String] {
    node(
      """
      const http = require('http')
      http.createServer((request, response) => {
        console.log('request ' + request.url)
        response.end(\(quoted(text)))
      }).listen(process.env.PORT, '127.0.0.1', () => console.log('listening'))
      """)
  }

  static func quoted(_ text: String) -> String { "'" + text.replacing("'", with: "\\'") + "'" }
}
