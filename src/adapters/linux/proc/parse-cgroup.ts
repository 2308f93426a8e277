/**
 * The container that a process belongs to, from /proc/PID/cgroup: its 64 hexadecimal digits as Docker, containerd, CRI-O and Podman
 * write them (`/docker/<id>`, `/system.slice/docker-<id>.scope`, `/kubepods/…/cri-containerd-<id>.scope`, `libpod-<id>.scope`). The
 * innermost counts. Undefined outside of containers, and inside of one with a cgroup namespace, where the path is `/`.
 */
export const parseCgroup = (text: string): string | undefined => {
  const ids = [...text.matchAll(/[/:-]([0-9a-f]{64})(?=\.scope|\/|$)/gm)];
  return ids.at(-1)?.[1];
};

/**
 * The container that this process is in, from its own /proc/self/mountinfo: the engines mount /etc/hostname and its like from a
 * folder that is named for the container (`/var/lib/docker/containers/<id>/hostname`, `…/overlay-containers/<id>/userdata/hostname`).
 */
export const parseContainerMounts = (text: string): string | undefined =>
  /\/(?:overlay-)?containers\/([0-9a-f]{64})\/\S*(?:hostname|hosts|resolv\.conf) /.exec(text)?.[1];
