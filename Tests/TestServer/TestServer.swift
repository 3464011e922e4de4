import Foundation
import Glibc
import Synchronization

/// A server on loopback that answers as a test wants, well or badly, over real sockets.
package final class TestServer: Sendable {
  package let port: UInt16
  private let listener: Int32
  private let handler: @Sendable (Request) -> Reply
  private let isClosed = Atomic<Bool>(false)
  private let requests = Mutex<[Request]>([])

  /// What a client sent.
  package struct Request: Sendable {
    package let head: String
    package let body: [UInt8]

    /// How many requests came before.
    package let number: Int

    /// What the last message asks.
    package var question: String {
      let object = (try? JSONSerialization.jsonObject(with: Data(body))) as? [String: Any]
      let messages = object?["messages"] as? [[String: String]]
      return messages?.last?["content"] ?? ""
    }
  }

  /// What a client gets.
  package enum Reply: Sendable {
    case whole(status: Int, headers: [String: String] = [:], body: String)

    /// The promised length is the whole body's, but the connection ends after some bytes of it.
    case cut(body: String, afterByteCount: Int)

    /// A byte at a time, with a wait before each.
    case dripping(body: String, secondsBetweenBytes: Double)

    /// Nothing, until the client goes away.
    case never

    /// The end of the connection, without a byte.
    case hangUp

    /// Bytes that are no HTTP.
    case raw(String)
  }

  package init(_ handler: @escaping @Sendable (Request) -> Reply) throws {
    self.handler = handler
    (listener, port) = try Self.bound()
    guard listen(listener, 128) == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
    Thread.detachNewThread { [self] in accept() }
  }

  /// A socket on loopback, at a port that the system picks.
  private static func bound() throws -> (descriptor: Int32, port: UInt16) {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = unsafe withUnsafeMutablePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        unsafe bind(descriptor, address, length) == 0 && getsockname(descriptor, address, &length) == 0
      }
    }
    guard isBound else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
    return (descriptor, UInt16(bigEndian: address.sin_port))
  }

  /// A port that nobody listens at.
  package static func freePort() throws -> UInt16 {
    let (descriptor, port) = try bound()
    Glibc.close(descriptor)
    return port
  }

  package var url: String { "http://127.0.0.1:\(port)/v1" }

  package var requestCount: Int { requests.withLock { $0.count } }

  package var allRequests: [Request] { requests.withLock { $0 } }

  /// Takes no more connections.
  package func close() {
    isClosed.store(true, ordering: .relaxed)
    shutdown(listener, Int32(SHUT_RDWR))
  }

  private func accept() {
    while !isClosed.load(ordering: .relaxed) {
      let connection = Glibc.accept(listener, nil, nil)
      guard connection >= 0 else { continue }
      Thread.detachNewThread { [self] in
        serve(connection)
        Glibc.close(connection)
      }
    }
    Glibc.close(listener)
  }

  private func serve(_ connection: Int32) {
    while let request = read(connection) {
      guard reply(handler(request), on: connection) else { return }
    }
  }

  private func read(_ connection: Int32) -> Request? {
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 65536)
    while true {
      if let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) {
        let head = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
        let length = head.lowercased().firstMatch(of: /content-length: *(\d+)/).flatMap { Int($0.1) } ?? 0
        if bytes.count - end.upperBound >= length {
          let body = Array(bytes[end.upperBound...].prefix(length))
          return requests.withLock { requests in
            let request = Request(head: head, body: body, number: requests.count)
            requests.append(request)
            return request
          }
        }
      }
      let count = unsafe recv(connection, &piece, piece.count, 0)
      guard count > 0 else { return nil }
      bytes += piece[..<count]
    }
  }

  /// Replies; `false` if the connection ends.
  private func reply(_ reply: Reply, on connection: Int32) -> Bool {
    switch reply {
    case .whole(let status, let headers, let body):
      return send(Self.head(status, headers, length: body.utf8.count) + body, on: connection)
    case .cut(let body, let count):
      let part = String(decoding: Array(body.utf8.prefix(count)), as: UTF8.self)
      _ = send(Self.head(200, [:], length: body.utf8.count) + part, on: connection)
      return false
    case .dripping(let body, let seconds):
      guard send(Self.head(200, [:], length: body.utf8.count), on: connection) else { return false }
      for byte in body.utf8 {
        Thread.sleep(forTimeInterval: seconds)
        guard send(String(decoding: [byte], as: UTF8.self), on: connection) else { return false }
      }
      return true
    case .never:
      var piece = [UInt8](repeating: 0, count: 64)
      while unsafe recv(connection, &piece, piece.count, 0) > 0 {}
      return false
    case .hangUp: return false
    case .raw(let text):
      _ = send(text, on: connection)
      return false
    }
  }

  private static func head(_ status: Int, _ headers: [String: String], length: Int) -> String {
    let lines = ["HTTP/1.1 \(status) Status", "Content-Type: application/json", "Content-Length: \(length)"]
    return (lines + headers.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }).joined(
      separator: "\r\n")
      + "\r\n\r\n"
  }

  private func send(_ text: String, on connection: Int32) -> Bool {
    let bytes = Array(text.utf8)
    var sent = 0
    while sent < bytes.count {
      let count = unsafe bytes[sent...].withUnsafeBytes { rest in
        unsafe Glibc.send(connection, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }
}

extension TestServer {
  /// A chat completion.
  package static func completion(
    _ content: String, model: String = "scripted-1", promptTokens: Int = 100, answerTokens: Int = 10
  ) -> String {
    let object: [String: Any] = [
      "model": model,
      "choices": [["message": ["role": "assistant", "content": content], "finish_reason": "stop"]],
      "usage": ["prompt_tokens": promptTokens, "completion_tokens": answerTokens],
    ]
    let data = try? JSONSerialization.data(withJSONObject: object)
    return String(decoding: data ?? Data(), as: UTF8.self)
  }

  package static func verdict(_ label: String) -> String {
    completion("{\"rationale\":\"as seen\",\"verdict\":\"\(label)\"}")
  }
}
