package org.gridwarden;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Passes a TCP port on, and stops passing anything when told to, without closing anything. */
final class StallingProxy implements AutoCloseable {
  private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final int port;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private boolean stalled;

  StallingProxy(int port) throws IOException {
    this.port = port;
    daemon(this::accept);
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "proxy");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return listening.getLocalPort();
  }

  synchronized void stall(boolean now) {
    stalled = now;
    notifyAll();
  }

  private synchronized void await() throws InterruptedException {
    while (stalled) {
      wait();
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listening.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
        open.add(client);
        open.add(server);
        daemon(() -> pass(client, server));
        daemon(() -> pass(server, client));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void pass(Socket from, Socket to) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[8192];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        await();
        out.write(buffer, 0, n);
      }
    } catch (IOException closed) {
      // One side went away.
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    stall(false);
    listening.close();
    for (Socket each : open) {
      each.close();
    }
  }
}
