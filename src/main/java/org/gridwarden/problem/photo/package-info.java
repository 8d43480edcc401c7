/**
 * Photos of problems: what an upload is, the picture made of it without anything hidden in it, the
 * folder or the bucket that keeps it. Knows no problem: who may see a photo and whether it is still
 * needed is asked of whoever builds this. Called by {@code Server} and by the problems; imports
 * {@code fault}, {@code geo}, {@code store}, {@code people} and {@code http}.
 */
package org.gridwarden.problem.photo;
